package checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A deck that has nothing wrong passes; the same with one fault is rejected for that alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeckLooksTest {

    private static final String DECK = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>A deck</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="reveal.css">
            <style>
            :root { color-scheme: light dark }
            .reveal-viewport { background: light-dark(#fff, #000); color: light-dark(#000, #fff) }
            .reveal .slides { text-align: left }
            pre { margin: 0; overflow: hidden }
            </style>
            </head>
            <body>
            <div class="reveal"><main class="slides">
            <section><h1>A deck</h1></section>
            <section><h2>One</h2><p class="fragment">First</p><p class="fragment">Second</p>
            BODY
            <aside class="notes">Say it.</aside></section>
            <section><h2>The end</h2><aside class="notes">Good bye.</aside></section>
            </main></div>
            <script src="reveal.js"></script>
            <script>
            Reveal.initialize({
                width: 1280, height: 720, margin: 0, center: false, transition: 'none',
                backgroundTransition: 'none', navigationMode: 'linear', controls: false,
                pdfSeparateFragments: false
            });
            </script>
            </body>
            </html>
            """;

    private Chromium chromium;
    private Path deck;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        chromium = Chromium.start();
        deck = folder.resolve("deck.html");
        for (String name : List.of("reveal.js", "reveal.css")) {
            try (InputStream file = DeckLooksTest.class.getResourceAsStream(
                    "/slides/reveal/" + name)) {
                Files.copy(file, folder.resolve(name));
            }
        }
    }

    @AfterAll
    void end() {
        chromium.close();
    }

    private List<String> faults(String html) throws IOException {
        Files.writeString(deck, html);
        return new DeckLooks(chromium).faults(deck.toUri()).stream().map(Fault::toString).toList();
    }

    @Test
    void aSoundDeckHasNoFault() throws IOException {
        assertEquals(List.of(), faults(DECK.replace("BODY", "")));
    }

    static List<Arguments> oneDeckForEachFault() {
        return List.of(
                Arguments.of("BODY", "<p style='height: 800px'>Tall</p>", List.of(
                        "slide 2: 207 px too big: p \"Tall\"",
                        "printed, its 3 slides are 4 pages")),
                Arguments.of("BODY", "<p style='position: relative; left: 900px'>Far</p>", List.of(
                        "slide 2: 899 px too big: p \"Far\"")),
                Arguments.of("BODY", "<pre>" + "0123456789".repeat(30) + "</pre>", List.of(
                        "slide 2: cut off: pre \"0123456789012345678901234567890123456789...\"")),
                Arguments.of("<aside class=\"notes\">Say it.</aside>", "", List.of(
                        "slide 2: no notes for the speaker")),
                Arguments.of("BODY", "<img src='none.svg' alt='A map'>", List.of(
                        "cannot be loaded: none.svg (net::ERR_FILE_NOT_FOUND)",
                        "the picture none.svg is not shown")),
                Arguments.of("BODY", "<a href='#/none'>There</a>", List.of(
                        "a link leads to none in deck.html, which is not there")),
                Arguments.of("controls: false", "controls: false, keyboard: false", List.of(
                        "the arrow key shows 1 slides of 3",
                        "the arrow key goes no further than this slide")),
                Arguments.of("pdfSeparateFragments: false", "", List.of(
                        "printed, its 3 slides are 5 pages")),
                Arguments.of("BODY", "<p><button></button></p>", List.of(
                        "axe: button-name: button: Element does not have inner text that is"
                                + " visible to screen readers")));
    }

    @ParameterizedTest
    @MethodSource("oneDeckForEachFault")
    void eachFaultIsNamedWithItsSlide(String place, String fault, List<String> words)
            throws IOException {
        List<String> found = faults(DECK.replace(place, fault).replace("BODY", ""));

        assertEquals(words.stream().map(one -> "deck.html (1280 x 720): " + one).toList(), found);
    }
}
