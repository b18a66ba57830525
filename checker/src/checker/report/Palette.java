package checker.report;

/** Colours for a terminal, or none at all. Colour only repeats what words already say. */
public enum Palette {
    PLAIN, COLOURED;

    private static final String RESET = "\u001b[0m";

    /** A verdict in its colour. */
    public String verdict(Outcome outcome, String text) {
        return switch (outcome) {
            case PASSED -> painted("32", text);
            case SKIPPED -> painted("33", text);
            case FAILED, TIMED_OUT, CRASHED -> painted("1;31", text);
            case INTERNAL_ERROR -> painted("1;35", text);
        };
    }

    public String strong(String text) {
        return painted("1", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
