package checker.slides;

import checker.book.FreshFolder;
import checker.book.BookFailedException;
import checker.book.Links;
import checker.book.Outputs;
import checker.book.Problem;
import checker.book.Text;
import checker.book.live.BootedMachines;
import checker.process.MissingToolException;
import checker.repository.Repository;
import checker.repository.StepFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The decks of a clone's steps and the teacher's guide, as pages. They are written when all of them
 * are right, in place of those before; until then those stay.
 *
 * @param folder where they lie
 * @param decks in the order of the steps
 * @param converted how many sources were read anew, since they or what they quote have changed
 */
record Slides(Path folder, List<Deck> decks, int converted) {

    private static final String GUIDE = "teachers-guide";
    private static final List<String> ASSETS = List.of("colours.css", "deck.css", "deck.js",
            "pages.css", "reveal/reveal.js", "reveal/reveal.css", "reveal/notes.js",
            "reveal/LICENSE");

    Slides {
        decks = List.copyOf(decks);
    }

    /**
     * Builds them from the clone's files as they are now, into {@code build/slides}.
     *
     * @throws BookFailedException when a source has a fault
     */
    static Slides build(Repository repository) throws IOException {
        try (BootedMachines machines = new BootedMachines(repository)) {
            return build(repository, Outputs.of(repository, machines), Optional.empty());
        }
    }

    /**
     * The same, each deck also as a PDF.
     *
     * @throws MissingToolException when there is no Chromium
     */
    static Slides printed(Repository repository) throws IOException {
        Printer printer = Printer.find();
        try (BootedMachines machines = new BootedMachines(repository)) {
            return build(repository, Outputs.of(repository, machines), Optional.of(printer));
        }
    }

    /** The same with other outputs, and printed when there is a printer. */
    static Slides build(Repository repository, Outputs outputs, Optional<Printer> printer)
            throws IOException {
        Path sources = repository.root().resolve("slides");
        List<Problem> problems = new ArrayList<>(strangers(repository, sources));
        List<Deck> decks = new ArrayList<>();
        Optional<Text> guide = Optional.empty();
        int converted;
        try (Sources read = new Sources(repository, outputs)) {
            for (StepFolder step : repository.steps()) {
                Path source = sources.resolve(step.directory().getFileName() + ".adoc");
                if (Files.isRegularFile(source)) {
                    decks.add(read.deck(source, step.directory().resolve("pictures")));
                }
            }
            Path source = sources.resolve(GUIDE + ".adoc");
            if (Files.isRegularFile(source)) {
                guide = Optional.of(read.guide(source, GUIDE + ".html"));
            }
            problems.addAll(read.problems());
            converted = read.converted();
        }
        Site site = new Site(repository.root(), decks, guide, printer.isPresent());
        problems.addAll(site.problems());
        if (!problems.isEmpty()) {
            throw new BookFailedException(problems);
        }
        return new Slides(write(repository, site, decks, printer), decks, converted);
    }

    /** Steps without a deck, and decks without a step. */
    private static List<Problem> strangers(Repository repository, Path sources)
            throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Path> expected = new ArrayList<>(repository.steps().stream()
                .map(step -> sources.resolve(step.directory().getFileName() + ".adoc")).toList());
        expected.add(sources.resolve(GUIDE + ".adoc"));
        expected.stream().filter(file -> !Files.isRegularFile(file)).forEach(file ->
                problems.add(new Problem(repository.root().relativize(file), 0,
                        "there is no such file: each step has a deck, and teachers a guide")));
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(file -> file.toString().endsWith(".adoc") && !expected.contains(file))
                    .forEach(file -> problems.add(new Problem(repository.root().relativize(file),
                            0, "there is no step of this name")));
        }
        return problems;
    }

    private static Path write(Repository repository, Site site, List<Deck> decks,
            Optional<Printer> printer) throws IOException {
        return FreshFolder.write(repository.build(), "slides", fresh -> {
            site.write(fresh);
            for (String asset : ASSETS) {
                Path copy = fresh.resolve(asset);
                Files.createDirectories(copy.getParent());
                try (InputStream bytes = Slides.class.getResourceAsStream("/slides/" + asset)) {
                    Files.copy(bytes, copy);
                }
            }
            if (printer.isPresent()) {
                print(repository, printer.get(), fresh, decks);
            }
        });
    }

    /** A slide that needs more than its page shows by that: it overflows. */
    private static void print(Repository repository, Printer printer, Path folder,
            List<Deck> decks) throws IOException {
        KeptPrints kept = new KeptPrints(repository);
        List<Problem> problems = new ArrayList<>();
        for (Deck deck : decks) {
            Path page = folder.resolve(deck.name() + ".html");
            Path pdf = folder.resolve(deck.name() + ".pdf");
            String key = KeptPrints.key(page, folder, printer);
            if (kept.copy(deck, key, pdf)) {
                continue;
            }
            int pages = printer.print(page, pdf);
            if (pages == deck.count()) {
                kept.keep(deck, key, pdf);
            } else {
                Path source = repository.root().relativize(deck.source());
                Set<String> wide = printer.overflowing(page);
                deck.slides().stream().filter(slide -> wide.contains(slide.id())).forEach(slide ->
                        problems.add(new Problem(source, slide.line(),
                                "the slide has more on it than fits")));
                problems.add(new Problem(source, 0, "its " + deck.count() + " slides take "
                        + pages + " pages"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BookFailedException(problems);
        }
    }

    Path index() {
        return folder.resolve(Pages.INDEX);
    }

    int count() {
        return decks.stream().mapToInt(Deck::count).sum();
    }

    /** All pages with the links and pictures that they have in the end. */
    private static final class Site {

        private final Map<String, String> pages = new TreeMap<>();
        private final Links links;

        Site(Path root, List<Deck> decks, Optional<Text> guide, boolean printed) {
            List<Text> texts = new ArrayList<>(decks.stream()
                    .map(deck -> text(deck, Pages.slides(deck))).toList());
            guide.ifPresent(texts::add);
            links = new Links(root, texts);
            for (int index = 0; index < decks.size(); index++) {
                Deck deck = decks.get(index);
                pages.put(deck.name() + ".html", Pages.deck(deck, resolve(texts.get(index))));
                pages.put(deck.name() + "-notes.html",
                        Pages.notes(deck, resolve(text(deck, Pages.notes(deck)))));
            }
            guide.ifPresent(text -> pages.put(text.page(), Pages.guide(text, resolve(text))));
            pages.put(Pages.INDEX, Pages.index(decks, guide, printed));
        }

        private static Text text(Deck deck, String body) {
            return new Text(deck.source(), deck.name() + ".html", deck.lines(), deck.title(),
                    List.of(), body);
        }

        /** What the book has as a page is linked to there. */
        private String resolve(Text text) {
            return Pages.slideLinks(links.resolve(text))
                    .replaceAll("\"files/steps/([^/\"]+)/lesson\\.adoc", "\"../book/$1.html")
                    .replaceAll("\"files/book/([^/\"]+)\\.adoc", "\"../book/$1.html");
        }

        void write(Path folder) throws IOException {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
            for (Map.Entry<String, Path> file : links.files().entrySet()) {
                if (!file.getKey().matches("files/(steps/[^/]+/lesson|book/[^/]+)\\.adoc")) {
                    Path copy = folder.resolve(file.getKey());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file.getValue(), copy);
                }
            }
        }

        List<Problem> problems() {
            return links.problems();
        }
    }
}
