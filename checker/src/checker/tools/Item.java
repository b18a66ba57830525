package checker.tools;

/**
 * One thing that a checkup looked at.
 *
 * @param topic under which heading it stands
 * @param name what was looked at
 * @param verdict what is thought of it
 * @param vital whether no check can run without it
 * @param found what was found, in a few words: a version, a size; may be empty
 * @param remark where it lies, or what is wrong and what to do; may be empty
 */
public record Item(
        Topic topic, String name, Verdict verdict, boolean vital, String found, String remark) {

    /** The headings, in the order of the report. */
    public enum Topic {
        START("To run any command"),
        CHECK("To check a step"),
        THOROUGH("To check with --thorough"),
        TEST("To test the project itself"),
        MACHINES("Machines that QEMU makes here"),
        PLACE("This computer");

        private final String heading;

        Topic(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return heading;
        }
    }

    /** Whether this alone keeps every check from running. */
    public boolean stopsChecks() {
        return vital && !verdict.usable();
    }
}
