package checker.book;

import checker.book.paper.Binding;
import checker.book.paper.Chromium;
import checker.book.paper.Sheets;
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
import java.util.TreeMap;

/**
 * The whole book as one PDF, printed by Chromium: cover, contents, a chapter for each page of the
 * site. The last one is kept, by the contents of all that it is made from.
 */
final class PrintedBook {

    /** Its file beside the pages. */
    static final String NAME = "eleven-steps-to-smp.pdf";

    private static final String AUTHOR = "The authors of Eleven Steps to SMP";
    private static final List<String> STYLES = List.of("book.css", "print.css");
    private static final String PICTURES = "pictures/";
    /** What is known after so many prints does not change where anything stands. */
    private static final int MOST_PRINTS = 6;

    private final Repository repository;
    private final PrintedText text;
    private final Map<String, Path> pictures = new TreeMap<>();
    private final Chromium chromium = Chromium.find();
    private final Path folder;
    private final Path file;

    /**
     * @param texts the pages in their order, the index first, all of them without a fault
     * @param bodies what they are with the links of the site
     * @param files what they show or link to, by its place in the site
     * @param sources a name for what makes books
     */
    PrintedBook(Repository repository, List<Text> texts, Map<Text, String> bodies,
            Map<String, Path> files, String sources) throws IOException {
        this.repository = repository;
        text = new PrintedText(texts, bodies);
        ContentKey key = new ContentKey().word(sources).word(text.html(Map.of()))
                .word(chromium.version());
        for (String style : STYLES) {
            key.word(style(style));
        }
        for (Map.Entry<String, Path> each : new TreeMap<>(files).entrySet()) {
            if (each.getKey().startsWith(PICTURES)) {
                pictures.put(each.getKey(), each.getValue());
                key.word(each.getKey()).file(each.getValue());
            }
        }
        folder = repository.build().resolve("book-print");
        file = folder.resolve(key.text() + ".pdf");
    }

    boolean isKept() {
        return Files.isRegularFile(file);
    }

    /** Where it is kept. */
    Path file() {
        return file;
    }

    /** Makes it, in place of an older one; gives what is wrong, in which case there is none. */
    List<Problem> make() throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        for (String style : STYLES) {
            Files.writeString(folder.resolve(style), style(style));
        }
        for (Map.Entry<String, Path> picture : pictures.entrySet()) {
            Path copy = folder.resolve(picture.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(picture.getValue(), copy);
        }
        Path printed = folder.resolve("printed.pdf");
        Map<String, Integer> numbers = print(printed);
        Path bound = folder.resolve(NAME);
        new Binding(AUTHOR, PrintedText.SUBTITLE, text.outline().stream()
                .map(line -> PlainText.of(line.getValue().title())).toList())
                .bind(printed, bound);
        List<Problem> problems = new PrintedFaults(repository.root(), text, pictures)
                .of(Sheets.read(bound), numbers);
        if (problems.isEmpty()) {
            Files.delete(printed);
            Files.move(bound, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return problems;
    }

    /**
     * Prints until the page numbers in the text are those of the pages. At first none is known, so
     * that the first print needs no tags, which take a quarter of the time.
     */
    private Map<String, Integer> print(Path pdf) throws IOException {
        Map<String, Integer> numbers = Map.of();
        Path page = folder.resolve("book.html");
        for (int print = 0; print < MOST_PRINTS; print++) {
            Files.writeString(page, text.html(numbers));
            chromium.print(page.toUri(), pdf, print == 0 ? "--disable-pdf-tagging"
                    : "--generate-pdf-document-outline");
            Map<String, Integer> found = Sheets.places(pdf);
            if (print > 0 && found.equals(numbers)) {
                return numbers;
            }
            numbers = found;
        }
        throw new IOException("the page numbers of " + page + " differ from print to print");
    }

    /** That of the clone, else where the book's classes come from. */
    private String style(String name) throws IOException {
        try (InputStream style = Site.shared(repository, name)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
