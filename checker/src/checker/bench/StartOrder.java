package checker.bench;

import checker.machine.Architecture;
import checker.repository.Repository;
import java.nio.file.Path;

/**
 * A measurement of starts.
 *
 * @param architecture of both systems
 * @param kernel the folder with our kernel's sources
 */
public record StartOrder(Architecture architecture, Path kernel) {

    /** How {@code --only} calls it; no operation has this name. */
    public static final String NAME = "start";

    /** The first process on our kernel; that on Linux lies beside it. */
    public static Path program(Repository repository) {
        return LinuxSystem.sources(repository).resolve("start.c");
    }
}
