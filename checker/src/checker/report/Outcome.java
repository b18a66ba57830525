package checker.report;

/**
 * How a case, or a whole check, ended. There is no seventh way.
 *
 * <p>The exit codes keep clear of 1, which shells, Java and JBang return when they break
 * themselves, and of 2, which means a wrong command line: a broken environment is never taken for
 * a wrong answer.
 */
public enum Outcome {
    /** Everything was as it should be. */
    PASSED(0, "passed", '+'),
    /** Nothing was decided, because of something that the machine or the host lacks. */
    SKIPPED(13, "skipped", '-'),
    /** The kernel ran and something was wrong, or it does not build. */
    FAILED(10, "failed", 'x'),
    /** The kernel stopped making progress, or took too long in guest time. */
    TIMED_OUT(11, "timed out", 'x'),
    /** The kernel ended in a panic, an exception or a reset. */
    CRASHED(12, "crashed", 'x'),
    /** The checker or the host is at fault, never the kernel. */
    INTERNAL_ERROR(14, "internal error", '!');

    private final int exitCode;
    private final String words;
    private final char symbol;

    Outcome(int exitCode, String words, char symbol) {
        this.exitCode = exitCode;
        this.words = words;
        this.symbol = symbol;
    }

    /** What `check` exits with when this is the gravest outcome of its run. */
    public int exitCode() {
        return exitCode;
    }

    /** The outcome as a report says it: {@code timed out}. */
    public String words() {
        return words;
    }

    /** One ASCII character for a list; the words always stand beside it. */
    public char symbol() {
        return symbol;
    }

    /** Whether the kernel is shown to be wrong. */
    public boolean blamesTheKernel() {
        return this == FAILED || this == TIMED_OUT || this == CRASHED;
    }

    /** The graver of the two; declared from the least to the gravest. */
    public Outcome orGraver(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
