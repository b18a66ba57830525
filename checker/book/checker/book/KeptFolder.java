package checker.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Results kept in a folder by the names of what they were made from (a {@code ContentKey}), until
 * they take more room than they may: then those go first whose last use is longest ago. Several
 * processes and threads may use one folder.
 */
public final class KeptFolder {

    private final Path folder;
    private final long mostBytes;
    private final Set<Path> used = new HashSet<>();

    /**
     * @param folder made when something is kept in it
     * @param mostBytes what {@link #clean} leaves in it, besides what has been used
     */
    public KeptFolder(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** What is kept by a name, if anything. */
    public synchronized Optional<String> find(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            String text = Files.readString(file);
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            used.add(file);
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keeps a result; it is there whole or not at all. */
    public synchronized void keep(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Path whole = Files.createTempFile(folder, "kept-", ".new");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        used.add(file);
    }

    /** Removes what is kept by a name, if anything. */
    synchronized void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        used.remove(folder.resolve(name));
    }

    /** Removes what there is no room for, never what was found or kept through this object. */
    public synchronized void clean() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        long bytes = 0;
        for (Entry entry : entries()) {
            bytes += entry.bytes;
            if (bytes > mostBytes && !used.contains(entry.file)) {
                Files.deleteIfExists(entry.file);
            }
        }
    }

    private List<Entry> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Entry::of).flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Entry::lastUse).reversed()).toList();
        }
    }

    private record Entry(Path file, FileTime lastUse, long bytes) {

        /** Empty when another process has removed it meanwhile. */
        static Optional<Entry> of(Path file) {
            try {
                return Optional.of(
                        new Entry(file, Files.getLastModifiedTime(file), Files.size(file)));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
