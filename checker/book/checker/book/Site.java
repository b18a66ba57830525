package checker.book;

import checker.kernel.ContentKey;
import checker.repository.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole site without a fault, not written yet.
 *
 * @param pages how many texts it has
 * @param made files by their names in the site, as text
 * @param copied files of the clone by their names in the site
 */
record Site(int pages, Map<String, String> made, Map<String, Path> copied) {

    /** What all pages share: where the clone has it, else where the book's classes come from. */
    private static final List<String> SHARED = List.of("book.css", "scheme.js", "book.js");

    Site {
        made = Map.copyOf(made);
        copied = Map.copyOf(copied);
    }

    /** Writes it into {@code build/book}, in place of the one before. */
    Book write(Repository repository) throws IOException {
        Path folder = FreshFolder.write(repository.build(), "book", fresh -> {
            for (Map.Entry<String, String> text : made.entrySet()) {
                Files.writeString(fresh.resolve(text.getKey()), text.getValue());
            }
            for (Map.Entry<String, Path> file : copied.entrySet()) {
                Path copy = fresh.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.copy(file.getValue(), copy);
            }
            for (String name : SHARED) {
                try (InputStream in = shared(repository, name)) {
                    Files.copy(in, fresh.resolve(name));
                }
            }
        });
        return new Book(folder.resolve("index.html"), pages);
    }

    /** A name for all that a reader sees of it: that of another site is another one. */
    String key(Repository repository) throws IOException {
        ContentKey key = new ContentKey();
        for (String name : made.keySet().stream().sorted().toList()) {
            key.word(name).word(made.get(name));
        }
        for (String name : copied.keySet().stream().sorted().toList()) {
            key.word(name).file(copied.get(name));
        }
        for (String name : SHARED) {
            try (InputStream in = shared(repository, name)) {
                key.word(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return key.text();
    }

    static InputStream shared(Repository repository, String name) throws IOException {
        Path own = repository.root().resolve("checker/book").resolve(name);
        return Files.isRegularFile(own) ? new ByteArrayInputStream(Files.readAllBytes(own))
                : Site.class.getResourceAsStream("/" + name);
    }
}
