package checker.oracle;

/**
 * One record of the kernel's log.
 *
 * @param microseconds since the kernel's clock started; 0 before
 * @param level how grave it is
 * @param area which part of the kernel speaks
 * @param message what it says
 */
public record LogRecord(long microseconds, Level level, String area, String message) {

    /** From the gravest to the least. */
    public enum Level { PANIC, ERROR, WARN, INFO, DEBUG }

    @Override
    public String toString() {
        return level + " " + area + ": " + message;
    }
}
