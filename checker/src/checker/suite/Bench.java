package checker.suite;

import checker.kernel.KernelBuild;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place where a worker tries its trials: one kernel after the other is laid out and built here.
 *
 * <p>Each next kernel differs little from the one before. Only files that differ are written, so
 * that make, which goes by their times, compiles only those and what depends on them.
 */
final class Bench implements AutoCloseable {

    private final Repository repository;
    private final Path folder;
    private final KernelBuild build;
    private final UnitTestLane unitTests = new UnitTestLane();

    /** A bench in a folder of its own; {@code folder} need not exist. */
    Bench(Repository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
        this.build = new KernelBuild(repository.build());
    }

    Repository repository() {
        return repository;
    }

    /** Builds what lies on the bench. */
    KernelBuild build() {
        return build;
    }

    /** Runs unit tests beside it. */
    UnitTestLane unitTests() {
        return unitTests;
    }

    /** Where the kernel lies. */
    Path kernel() {
        return folder.resolve("kernel");
    }

    /** Makes the bench's kernel equal to the one in another folder; times of equal files stay. */
    Path lay(Path source) throws IOException {
        Files.createDirectories(kernel());
        List<Path> wanted = names(source);
        for (Path name : names(kernel())) {
            if (!wanted.contains(name)) {
                deleteWithEmptyFolders(kernel().resolve(name));
            }
        }
        for (Path name : wanted) {
            copyIfDifferent(source.resolve(name), kernel().resolve(name));
        }
        return kernel();
    }

    /** Ends what was started for it; its kernel stays. */
    @Override
    public void close() {
        unitTests.close();
    }

    /** Folders go with their last file: git, too, knows none that are empty. */
    private void deleteWithEmptyFolders(Path file) throws IOException {
        Files.delete(file);
        for (Path at = file.getParent(); !at.equals(kernel()); at = at.getParent()) {
            try (Stream<Path> entries = Files.list(at)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(at);
        }
    }

    private static void copyIfDifferent(Path from, Path to) throws IOException {
        byte[] contents = Files.readAllBytes(from);
        boolean equal = Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(contents, Files.readAllBytes(to));
        if (!equal) {
            Files.createDirectories(to.getParent());
            Files.deleteIfExists(to);
            Files.write(to, contents);
        }
        to.toFile().setExecutable(Files.isExecutable(from));
    }

    /** The files below a folder, relative to it. */
    private static List<Path> names(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize).toList();
        }
    }
}
