package checker.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finished kernels, each in a folder named by the key of what went into it. A stored kernel is
 * never changed; those that nobody has used for long are thrown away as new ones come.
 */
final class KernelStore {

    private static final int MOST = 400;
    private static final Duration IN_USE = Duration.ofHours(2);
    private static final String ELF = "kernel.elf";
    private static final String LOG = "build.log";

    private final Path folder;

    KernelStore(Path folder) {
        this.folder = folder;
    }

    /** The folder of a key, which need not exist; lock it while looking or storing. */
    Path place(String key) {
        return folder.resolve(key);
    }

    /** The key under which an image is stored. */
    static String key(Path elf) {
        return elf.getParent().getFileName().toString();
    }

    /** The kernel stored under a key. */
    Optional<BuiltKernel> find(String key, BuildOrder order) throws IOException {
        Path elf = place(key).resolve(ELF);
        if (!Files.exists(elf)) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(place(key), FileTime.from(Instant.now()));
        return Optional.of(kernel(key, order));
    }

    /** Stores a kernel with the log of its build; the files given stay where they are. */
    BuiltKernel keep(String key, BuildOrder order, Path elf, Path log) throws IOException {
        Path place = place(key);
        Files.copy(log, place.resolve(LOG), StandardCopyOption.REPLACE_EXISTING);
        Path arriving = place.resolve(ELF + ".new");
        Files.copy(elf, arriving, StandardCopyOption.REPLACE_EXISTING);
        Files.move(arriving, place.resolve(ELF), StandardCopyOption.ATOMIC_MOVE);
        throwAwayOld();
        return kernel(key, order);
    }

    /** Keeps the log of a build that failed, beside where its kernel would be; returns it. */
    Path keepLog(String key, Path log) throws IOException {
        return Files.copy(log, place(key).resolve("failed.log"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private BuiltKernel kernel(String key, BuildOrder order) throws IOException {
        Path log = place(key).resolve(LOG);
        return new BuiltKernel(order, place(key).resolve(ELF), log,
                CompilerOutput.warnings(LoggedProcess.output(log, order.source())));
    }

    private void throwAwayOld() throws IOException {
        List<Path> places;
        try (Stream<Path> entries = Files.list(folder)) {
            places = entries.filter(Files::isDirectory).toList();
        }
        if (places.size() <= MOST) {
            return;
        }
        Instant unused = Instant.now().minus(IN_USE);
        // Each is looked at once: others may be throwing them away meanwhile.
        places.stream().map(place -> new Use(place, lastUse(place)))
                .sorted(Comparator.comparing(Use::last))
                .limit(places.size() - MOST / 2)
                .filter(use -> use.last.isBefore(unused))
                .forEach(use -> delete(use.place));
    }

    /** When a stored kernel was last asked for. */
    private record Use(Path place, Instant last) {}

    private static Instant lastUse(Path place) {
        try {
            return Files.getLastModifiedTime(place).toInstant();
        } catch (IOException e) {
            return Instant.now(); // another process is just deleting it: leave it alone
        }
    }

    private static void delete(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(place);
        } catch (IOException e) {
            // Someone else deletes it, too, or uses it after all; the next build tries again.
            return;
        }
    }
}
