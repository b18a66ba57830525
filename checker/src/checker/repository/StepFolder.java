package checker.repository;

import java.nio.file.Path;

/**
 * One step of the course and where its parts lie. The parts need not exist: a step without
 * mistakes has no such folder.
 *
 * @param number 0 for the baseline, then 1 to 11
 * @param slug the rest of the folder's name: {@code cpu-discovery}
 * @param directory {@code steps/01-cpu-discovery}, absolute
 */
public record StepFolder(int number, String slug, Path directory)
        implements Comparable<StepFolder> {

    /** The name in commands and branches: {@code step-1}. */
    public String name() {
        return "step-" + number;
    }

    public Path lesson() {
        return directory.resolve("lesson.adoc");
    }

    /** The folder of the {@code git format-patch} mails that make the step. */
    public Path patches() {
        return directory.resolve("patches");
    }

    /** The folder of the wrong solutions. */
    public Path mistakes() {
        return directory.resolve("mistakes");
    }

    /** The folder of the right solutions of another shape. */
    public Path variants() {
        return directory.resolve("variants");
    }

    @Override
    public int compareTo(StepFolder other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return name();
    }
}
