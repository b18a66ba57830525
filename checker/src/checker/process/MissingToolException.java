package checker.process;

/** Thrown when a program that a command needs is not installed: the machine's fault, not ours. */
public final class MissingToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String tool;

    public MissingToolException(String tool) {
        super("'" + tool + "' is not installed (no such program on the PATH)");
        this.tool = tool;
    }

    /** The program's name, as it would be typed. */
    public String tool() {
        return tool;
    }

    /** What to do about it, as a sentence. */
    public String remedy() {
        return "./jbang doctor says which package brings " + tool + " and how to install it.";
    }
}
