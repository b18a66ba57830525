package checker.course;

import java.nio.file.Path;
import java.util.List;

/**
 * A change on top of a step's stage that the checker is tried with: a mistake that it must find,
 * or a right solution of another shape that it must let pass.
 *
 * @param kind whether it is a mistake or a variant
 * @param step the stage that it applies to
 * @param path the mail's path from the clone's top folder
 * @param file a copy of the mail, there as long as the series is open
 * @param mail the mail
 */
public record TrialPatch(Kind kind, int step, String path, Path file, Mail mail) {

    /** What a trial is to show. */
    public enum Kind {
        /** A wrong solution: {@link #checks} must fail on it and show {@link #hints}. */
        MISTAKE("mistakes"),
        /** A right solution: every check passes on it. */
        VARIANT("variants");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        String folder() {
            return folder;
        }
    }

    /** The file's name without its ending: {@code apic-id-as-index}. */
    public String name() {
        String file = Path.of(path).getFileName().toString();
        return file.substring(0, file.length() - ".patch".length());
    }

    /** The cases that must catch a mistake: its trailers {@code Check:}, never empty for one. */
    public List<String> checks() {
        return mail.trailers("Check");
    }

    /** The hints that it must show: its trailers {@code Hint:}, never empty for a mistake. */
    public List<String> hints() {
        return mail.trailers("Hint");
    }

    @Override
    public String toString() {
        return path;
    }
}
