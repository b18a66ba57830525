package checker.book;

import checker.book.live.BootedMachines;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The site of a clone's lessons. It is written when all of it is right, in place of the one before;
 * until then that one stays.
 *
 * @param index its first page
 * @param pages how many pages it has
 */
record Book(Path index, int pages) {

    /**
     * Builds it from the clone's files as they are now, into {@code build/book}.
     *
     * @throws BookFailedException when a source has a fault
     */
    static Book build(Repository repository) throws IOException {
        return build(repository, false);
    }

    /** The same, with one PDF of it all beside the pages when that is asked for. */
    static Book build(Repository repository, boolean printed) throws IOException {
        try (BootedMachines machines = new BootedMachines(repository)) {
            return build(repository, Outputs.of(repository, machines), printed);
        }
    }

    /** The same with other outputs. */
    static Book build(Repository repository, Outputs outputs) throws IOException {
        return build(repository, outputs, false);
    }

    static Book build(Repository repository, Outputs outputs, boolean printed)
            throws IOException {
        try (Builder builder = new Builder(repository, () -> outputs)) {
            return builder.build(printed).write(repository);
        }
    }
}
