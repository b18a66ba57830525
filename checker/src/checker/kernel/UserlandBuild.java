package checker.kernel;

import checker.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the programs that a kernel brings along, by their own Makefile in its folder {@code user},
 * into the archive that it boots with. Kept under a key of everything that goes into them.
 */
final class UserlandBuild {

    private static final List<String> FOLDERS = List.of("user", "abi");
    private static final String ARCHIVE = "initrd.tar";

    private final Path store;
    private final CompilerCache cache;

    UserlandBuild(Path store, CompilerCache cache) {
        this.store = store;
        this.cache = cache;
    }

    /**
     * The archive.
     *
     * @param more further programs, each a file of C
     * @throws BuildFailedException when the programs do not build
     */
    Path build(BuildOrder order, List<Path> more) throws IOException {
        Path place = store.resolve(key(order, more));
        try (FolderLock ignored = FolderLock.take(place)) {
            Path archive = place.resolve(ARCHIVE);
            if (!Files.exists(archive)) {
                make(order, more, place);
            }
            return archive;
        }
    }

    private void make(BuildOrder order, List<Path> more, Path place) throws IOException {
        Path objects = place.resolve("objects");
        Path log = place.resolve("build.log");
        List<String> command = new ArrayList<>(List.of("make", "--no-print-directory",
                "-j" + Runtime.getRuntime().availableProcessors(), "-C", "user",
                "ARCH=" + order.architecture().label(),
                "TOOLCHAIN=" + order.toolchain().label(),
                "OUT=" + objects, objects.resolve(ARCHIVE).toString()));
        if (!more.isEmpty()) {
            command.add("MORE=" + more.stream().map(Path::toString)
                    .collect(Collectors.joining(" ")));
        }
        if (order.warningsAreErrors()) {
            command.add("WERROR=1");
        }
        int exitCode = LoggedProcess.run(
                cache.under(Command.of(command).in(order.source())), log);
        if (exitCode != 0 || !Files.exists(objects.resolve(ARCHIVE))) {
            throw new BuildFailedException(BuildFailure.of(order, exitCode, log));
        }
        Files.move(objects.resolve(ARCHIVE), place.resolve(ARCHIVE),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key(BuildOrder order, List<Path> more) throws IOException {
        ContentKey key = new ContentKey().word(order.architecture().label())
                .word(order.toolchain().label())
                .word(Boolean.toString(order.warningsAreErrors()))
                .word(Tools.of(order.toolchain()).fingerprint());
        for (String folder : FOLDERS) {
            for (Path file : files(order.source().resolve(folder))) {
                key.word(order.source().relativize(file).toString()).file(file);
            }
        }
        for (Path file : more) {
            key.word("more").word(file.getFileName().toString()).file(file);
        }
        return key.text();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted().toList();
        }
    }
}
