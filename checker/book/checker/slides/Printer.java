package checker.slides;

import checker.book.paper.Chromium;
import checker.process.MissingToolException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints decks to PDF by Chromium, which nobody sees. */
final class Printer {

    /** Time enough for the scripts of a deck, in milliseconds of the page's own. */
    private static final String PATIENCE = "--virtual-time-budget=4000";

    /** Each page of a PDF is an object of this type; Chromium does not compress them. */
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    /** A slide that the script of the decks has marked. */
    private static final Pattern OVERFLOWING = Pattern.compile(
            "<section id=\"([^\"]+)\"[^>]* data-overflows=");

    private final Chromium chromium;

    private Printer(Chromium chromium) {
        this.chromium = chromium;
    }

    /** @throws MissingToolException when there is no Chromium */
    static Printer find() {
        return new Printer(Chromium.find());
    }

    /** The same, looked for in other folders. */
    static Printer in(String path) {
        return new Printer(Chromium.in(path));
    }

    /** What tells it from another Chromium without starting it. */
    String version() throws IOException {
        return chromium.version();
    }

    /**
     * Prints a deck.
     *
     * @param page the deck, absolute
     * @param pdf the file to be written
     * @return how many pages it has
     */
    int print(Path page, Path pdf) throws IOException {
        chromium.print(onPaper(page), pdf, PATIENCE);
        return (int) PAGE.matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results().count();
    }

    /** The slides of a deck that need more than a page, by their ids. */
    Set<String> overflowing(Path page) throws IOException {
        return OVERFLOWING.matcher(chromium.html(onPaper(page), PATIENCE)).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static URI onPaper(Path deck) {
        return URI.create(deck.toUri() + "?print-pdf");
    }
}
