package checker.book;

import checker.kernel.ContentKey;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs showed, kept by the contents of all that it depends on: the kernel, parts of the clone,
 * the tools, and what was asked for. Safe for several threads.
 */
final class RunStore {

    private static final long MOST_BYTES = 16 << 20;

    private final Repository repository;
    private final KeptFolder folder;
    private final List<String> parts;
    private final Map<Path, String> digests = new ConcurrentHashMap<>();

    /**
     * @param parts the folders of the clone, beside the kernel, that the runs depend on
     */
    RunStore(Repository repository, List<String> parts) {
        this.repository = repository;
        this.parts = List.copyOf(parts);
        this.folder = new KeptFolder(repository.build().resolve("book-runs"), MOST_BYTES);
    }

    /** What was kept of a run. */
    Optional<List<String>> find(Path kernel, List<String> words) {
        try {
            return folder.find(name(kernel, words)).map(text -> text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a run showed", e);
        }
    }

    void keep(Path kernel, List<String> words, List<String> lines) {
        try {
            folder.keep(name(kernel, words), lines.stream().map(line -> line + "\n")
                    .collect(Collectors.joining()));
            folder.clean();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what a run showed", e);
        }
    }

    void forget(Path kernel, List<String> words) {
        try {
            folder.remove(name(kernel, words));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget what a run showed", e);
        }
    }

    private String name(Path kernel, List<String> words) throws IOException {
        ContentKey key = new ContentKey();
        words.forEach(key::word);
        key.word(digest(kernel));
        for (String part : parts) {
            key.word(part(part));
        }
        key.file(repository.root().resolve("checker").resolve("deps.java"));
        ToolVersions.add(key);
        return key.text() + ".txt";
    }

    /** The checker's sources are those that this process was made from, also when they change. */
    private String part(String part) throws IOException {
        Path folder = repository.root().resolve(part);
        if (!part.startsWith("checker/")) {
            return digest(folder);
        }
        if (!digests.containsKey(folder)) {
            digests.put(folder, digest(folder));
        }
        return digests.get(folder);
    }

    /** Of the files of a folder that a run may read: of the steps, only the patches. */
    private static String digest(Path folder) throws IOException {
        ContentKey key = new ContentKey();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                    if (!path.toString().endsWith(".adoc") && !path.toString().endsWith(".svg")) {
                        key.word(folder.relativize(path).toString()).file(path);
                    }
                }
            }
        }
        return key.text();
    }
}
