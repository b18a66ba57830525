package checker.report;

/**
 * Why a case did not pass, from the most fundamental to the least: each makes those after it
 * pointless to look at.
 */
public enum Cause {
    DOES_NOT_BUILD("does not build", Outcome.FAILED),
    NO_FIRST_BYTE("no first byte on the serial line", Outcome.TIMED_OUT),
    RESET("the machine reset", Outcome.CRASHED),
    EMULATOR_BROKEN("QEMU died", Outcome.CRASHED),
    EXCEPTION("exception", Outcome.CRASHED),
    PANIC("panic", Outcome.CRASHED),
    NO_PROGRESS("no progress", Outcome.TIMED_OUT),
    WRONG_STATE("wrong state", Outcome.FAILED),
    WRONG_OUTPUT("wrong output", Outcome.FAILED);

    private final String words;
    private final Outcome outcome;

    Cause(String words, Outcome outcome) {
        this.words = words;
        this.outcome = outcome;
    }

    /** The cause as a report says it. */
    public String words() {
        return words;
    }

    /** The outcome of a case with this cause. */
    public Outcome outcome() {
        return outcome;
    }
}
