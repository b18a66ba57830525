package checker.report;

/**
 * A hint in levels, from a nudge to the answer.
 *
 * @param key the diagnosis that it is for; empty for any
 * @param where level 1: where to look
 * @param wrong level 2: what is wrong
 * @param fix level 3: how to fix it
 * @param hunk level 4: the hunk of the reference patch; empty where there is none
 */
public record Advice(String key, String where, String wrong, String fix, String hunk) {

    /** The number of levels. */
    public static final int LEVELS = 4;

    /** Whether it is the hint that a mistake names by its key, or by words of levels 1 and 2. */
    public boolean says(String name) {
        return key.equals(name) || where.contains(name) || wrong.contains(name);
    }
}
