package checker.book;

import checker.kernel.ContentKey;
import checker.process.Folders;
import checker.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole book as one PDF: title page, contents, a chapter for each page of the site. The last
 * one is kept, by the contents of all that it is made from.
 */
final class PrintedBook {

    /** Its file beside the pages. */
    static final String NAME = "eleven-steps-to-smp.pdf";

    private static final String TITLE = """
            = Eleven Steps to SMP: A small kernel, from one CPU to all of them
            :doctype: book
            :toc:
            :toc-title: Contents
            :toclevels: 2
            :outlinelevels: 3
            """;
    private static final String THEME = "print-theme.yml";

    private final List<Contents.Source> sources;
    private final Path folder;
    private final Path file;

    /** @param sources the pages in their order, the index first, all of them without a fault */
    PrintedBook(Repository repository, List<Contents.Source> sources, PageInputs inputs)
            throws IOException {
        this.sources = List.copyOf(sources);
        this.folder = repository.build().resolve("book-print");
        ContentKey key = new ContentKey().word(theme());
        for (Contents.Source source : sources) {
            key.word(inputs.key(source));
        }
        this.file = folder.resolve(key.text() + ".pdf");
    }

    boolean isKept() {
        return Files.isRegularFile(file);
    }

    /** Where it is kept. */
    Path file() {
        return file;
    }

    /** Makes it, in place of an older one; gives what is wrong, in which case there is none. */
    List<Problem> make(Converter converter) throws IOException {
        Folders.delete(folder);
        Path pictures = folder.resolve("pictures");
        for (Contents.Source source : sources) {
            copyPictures(source.file().resolveSibling("pictures"), pictures.resolve(name(source)));
        }
        Path theme = Files.writeString(folder.resolve(THEME), theme());
        Path fresh = folder.resolve(NAME);
        List<Problem> problems = converter.print(TITLE, Map.of("book-chapters", chapters(),
                "book-pictures", pictures.toString(), "pdf-theme", theme.toString()), fresh);
        if (problems.isEmpty()) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return problems;
    }

    /** As print.rb reads them. The index has the title of the book itself. */
    private String chapters() {
        return sources.stream().map(source -> name(source) + "\t" + source.file()
                + (source.equals(sources.get(0)) ? "\tStart here" : ""))
                .collect(Collectors.joining("\n"));
    }

    private static void copyPictures(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(each.getFileName().toString());
                if (each.toString().endsWith(".svg")) {
                    Files.writeString(copy, PrintedPicture.of(Files.readString(each)));
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }

    private static String theme() throws IOException {
        try (InputStream theme = PrintedBook.class.getResourceAsStream("/" + THEME)) {
            return new String(theme.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String name(Contents.Source source) {
        return source.page().replaceFirst("\\.html$", "");
    }
}
