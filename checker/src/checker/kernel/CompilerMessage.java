package checker.kernel;

/**
 * One error or warning of a build.
 *
 * @param file the source file as the compiler named it, or the tool ({@code ld.lld}, {@code make})
 *     when the message belongs to no file
 * @param line the line, counted from 1; 0 when the message belongs to no line
 * @param severity how bad it is
 * @param text what the tool said, without the place
 */
public record CompilerMessage(String file, int line, Severity severity, String text) {

    /** Warnings stop only a build that treats them as errors; the tool then calls them errors. */
    public enum Severity { WARNING, ERROR }

    @Override
    public String toString() {
        return (line > 0 ? file + ":" + line : file) + ": " + text;
    }
}
