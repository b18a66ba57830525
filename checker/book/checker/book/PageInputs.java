package checker.book;

import checker.bench.RecordedCosts;
import checker.kernel.ContentKey;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What pages are made from, as the clone's files are when this is made: of each its source, what
 * that includes, and its pictures; of all of them the kernel with its patches and what converts
 * them; of those that quote what a command does, the checker and the tools.
 */
public final class PageInputs {

    private static final Pattern MACRO = Pattern.compile("(?m)^(\\w+)::\\S*\\[");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include::([^\\[]+)\\[");

    private static final Pattern STYLE = Pattern.compile("(?m)^\\[([A-Za-z]\\w*)[\\],%.#]");

    /** Macros and styles that run nothing. One not known here may depend on all that there is. */
    private static final Set<String> TEXT_ONLY = Set.of(
            "bench", "code", "patch", "tree", "image", "diagram", "include", "toc", "video",
            "source", "listing", "literal", "example", "quote", "verse", "sidebar", "abstract",
            "horizontal", "qanda", "discrete", "NOTE", "TIP", "WARNING", "IMPORTANT", "CAUTION");

    /** The parts of the checker that no command runs. */
    private static final List<String> TESTS =
            List.of("test", "hosttests", "usertests", "spelling", "browser");

    private final Repository repository;
    private final List<String> quotes;
    private Optional<String> sources = Optional.empty();
    private Optional<String> tools = Optional.empty();

    PageInputs(Repository repository, Contents contents) {
        this.repository = repository;
        this.quotes = Quoted.lines(contents);
    }

    /** Those of a clone as its files are now. */
    public static PageInputs of(Repository repository) throws IOException {
        return new PageInputs(repository, Contents.of(repository));
    }

    /** A name for all that a page is made from. */
    String key(Contents.Source source) throws IOException {
        return key(source.file(), source.page(), source.file().resolveSibling("pictures"));
    }

    /**
     * The same for any source.
     *
     * @param pictures the folder of its pictures; it may have others in one beside it
     */
    public String key(Path file, String page, Path pictures) throws IOException {
        ContentKey key = new ContentKey().word(page)
                .word(repository.root().relativize(file).toString()).word(sources());
        String text = Files.readString(file);
        addSource(key, file, text, new HashSet<>());
        if (!pictures.equals(file.resolveSibling("pictures"))) {
            addPictures(key, pictures, text);
        }
        if (!Stream.concat(MACRO.matcher(text).results(), STYLE.matcher(text).results())
                .allMatch(found -> TEXT_ONLY.contains(found.group(1)))) {
            key.word(tools());
        }
        if (text.contains("\nbench::")) {
            addAll(key, repository.root().resolve("checker/src/checker/bench"), each -> true);
            for (RecordedCosts.Kind kind : RecordedCosts.Kind.values()) {
                addIfThere(key, kind.file(repository));
            }
        }
        if (text.contains("\ninclude::" + IndexInclude.TARGET + "[")) {
            quotes.forEach(key::word);
        }
        return key.text();
    }

    /** A name for what stages are made from and what converts pages: it is the same for all. */
    String sources() throws IOException {
        if (sources.isEmpty()) {
            Path checker = repository.root().resolve("checker");
            ContentKey key = new ContentKey();
            addAll(key, repository.kernel(), file -> true);
            addAll(key, repository.stepsFolder(), PageInputs::isNoText);
            for (String part : List.of("book", "slides", "src/checker/quote", "src/checker/course",
                    "src/checker/process", "src/checker/repository")) {
                addAll(key, checker.resolve(part), file -> file.toString().endsWith(".java")
                        || file.toString().endsWith(".rb"));
            }
            addIfThere(key, checker.resolve("deps.java"));
            addIfThere(key, checker.resolve("bookdeps.java"));
            sources = Optional.of(key.text());
        }
        return sources.get();
    }

    /** A name for the Java that makes the book and runs what it quotes. */
    static String code(Repository repository) throws IOException {
        ContentKey key = new ContentKey();
        for (String part : List.of("src", "book")) {
            addAll(key, repository.root().resolve("checker").resolve(part),
                    file -> file.toString().endsWith(".java"));
        }
        return key.text();
    }

    private String tools() throws IOException {
        if (tools.isEmpty()) {
            Path checker = repository.root().resolve("checker");
            ContentKey key = new ContentKey();
            addAll(key, checker, file -> !file.toString().endsWith(".adoc")
                    && TESTS.stream().noneMatch(tests -> file.startsWith(checker.resolve(tests))));
            ToolVersions.add(key);
            tools = Optional.of(key.text());
        }
        return tools.get();
    }

    /** A source, with what it includes and the pictures that it names, whose text may be taken. */
    private static void addSource(ContentKey key, Path file, String text, Set<Path> seen)
            throws IOException {
        key.word(text);
        seen.add(file);
        addPictures(key, file.resolveSibling("pictures"), text);
        for (MatchResult include : INCLUDE.matcher(text).results().toList()) {
            if (include.group(1).contains("{")) { // known to Asciidoctor alone, so never the same
                key.word(Long.toString(System.nanoTime()));
            }
            Path other = file.resolveSibling(include.group(1)).normalize();
            if (Files.isRegularFile(other) && !seen.contains(other)) {
                addSource(key, other, Files.readString(other), seen);
            }
        }
    }

    private static void addPictures(ContentKey key, Path pictures, String text)
            throws IOException {
        addAll(key, pictures, picture -> text.contains(picture.getFileName().toString()));
    }

    private static boolean isNoText(Path file) {
        return !file.toString().endsWith(".adoc")
                && !file.getParent().getFileName().toString().equals("pictures");
    }

    private static void addAll(ContentKey key, Path folder, Predicate<Path> counts)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).filter(counts).sorted().toList()) {
                key.word(folder.relativize(path).toString()).file(path);
            }
        }
    }

    private static void addIfThere(ContentKey key, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            key.file(file);
        }
    }
}
