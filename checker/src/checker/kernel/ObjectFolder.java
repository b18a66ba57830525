package checker.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one source tree is built in one way, again and again, so that make finds its last objects.
 *
 * <p>Make goes by times, and times can lie: a file restored from a backup is older than the object
 * of the file that it replaces. So this folder remembers the contents that its objects came from,
 * and starts from nothing where a changed file would look old.
 */
final class ObjectFolder {

    private static final String MEMORY = "sources.txt";
    private static final String LOG = "build.log";

    private final Path folder;
    private final CompilerCache cache;

    /** The folder of an order, below {@code parent}. */
    ObjectFolder(Path parent, BuildOrder order, CompilerCache cache) {
        this.cache = cache;
        ContentKey key = new ContentKey().word(order.source().toString());
        order.probes().forEach(probe -> key.word(probe.toString()));
        folder = parent.resolve(order.architecture() + "-" + order.toolchain()
                + (order.warningsAreErrors() ? "-strict-" : "-") + key.text());
    }

    /** Keeps everyone else out of the folder until closed. */
    FolderLock lock() throws IOException {
        return FolderLock.take(folder);
    }

    Path log() {
        return folder.resolve(LOG);
    }

    Path elf() {
        return folder.resolve("kernel.elf");
    }

    /** Makes the kernel from files as they are now; returns make's exit code. */
    int make(BuildOrder order, SourceFiles files) throws IOException {
        if (looksOlderThanItIs(files)) {
            forget();
        }
        Files.deleteIfExists(folder.resolve(MEMORY));
        return new MakeRun(order, folder).run(log(), cache);
    }

    /** Notes what the objects came from, once it is certain. */
    void remember(SourceFiles files) throws IOException {
        StringBuilder text = new StringBuilder();
        files.digests().forEach((file, digest) ->
                text.append(digest).append(' ').append(file).append('\n'));
        Files.writeString(folder.resolve(MEMORY), text);
    }

    /** Throws all objects away. */
    void forget() throws IOException {
        List<Path> contents;
        try (Stream<Path> walk = Files.walk(folder)) {
            contents = walk.filter(path -> !path.equals(folder))
                    .filter(path -> !path.endsWith(FolderLock.FILE))
                    .sorted((one, two) -> two.compareTo(one)) // what a folder holds before itself
                    .toList();
        }
        for (Path path : contents) {
            Files.deleteIfExists(path);
        }
    }

    /** Whether make would take an object for newer than a file that it was not made from. */
    private boolean looksOlderThanItIs(SourceFiles files) throws IOException {
        Path memory = folder.resolve(MEMORY);
        if (!Files.exists(memory)) {
            return true;
        }
        FileTime built = Files.getLastModifiedTime(memory);
        Map<Path, String> before = read(memory);
        for (Map.Entry<Path, String> file : files.digests().entrySet()) {
            boolean changed = !file.getValue().equals(before.get(file.getKey()));
            if (changed && modified(file.getKey()).compareTo(built) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static FileTime modified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0); // gone in this moment: the build will notice
        }
    }

    private static Map<Path, String> read(Path memory) throws IOException {
        Map<Path, String> digests = new HashMap<>();
        for (String line : Files.readAllLines(memory)) {
            int blank = line.indexOf(' ');
            digests.put(Path.of(line.substring(blank + 1)), line.substring(0, blank));
        }
        return digests;
    }
}
