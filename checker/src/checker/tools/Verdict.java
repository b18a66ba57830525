package checker.tools;

/** What a checkup thinks of one thing. */
public enum Verdict {
    OK("ok", true),
    /** It works, but there is something to know. */
    NOTE("note", true),
    MISSING("missing", false),
    TOO_OLD("too old", false),
    /** It is there and does not do what it should. */
    BROKEN("broken", false);

    private final String word;
    private final boolean usable;

    Verdict(String word, boolean usable) {
        this.word = word;
        this.usable = usable;
    }

    public String word() {
        return word;
    }

    public boolean usable() {
        return usable;
    }
}
