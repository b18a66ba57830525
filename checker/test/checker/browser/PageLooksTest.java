package checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

/** A page that has nothing wrong passes; the same with one fault is rejected for that alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLooksTest {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>A page</title>
            <link rel="icon" href="data:,">
            <style>
            :root { background: light-dark(#fff, #000); color: light-dark(#000, #fff); }
            @media print { .long { white-space: pre-wrap; overflow-wrap: anywhere } }
            </style>
            </head>
            <body>
            <main>
            <h1>A page</h1>
            %s
            </main>
            </body>
            </html>
            """;

    private static final String SOUND = """
            <p>A <a href="#end">link</a>, a <button>button</button>.</p>
            <img alt="A square" width="20" height="20" src="data:image/svg+xml,
            %3Csvg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/%3E">
            <details><summary>More</summary><label>Field <input></label></details>
            <pre class="long" tabindex="0" style="overflow-x: auto">
            <code data-lang="text">WIDE</code></pre>
            <p id="end">The end.</p>
            """.replace("WIDE", "0123456789 ".repeat(40));

    @TempDir private Path folder;
    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void end() {
        chromium.close();
    }

    private List<Fault> faults(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), PAGE.formatted(body));
        return new PageLooks(chromium).faults(file.toUri());
    }

    @Test
    void aSoundPageHasNoFault() throws IOException {
        assertEquals(List.of(), faults(SOUND));
    }

    static List<Arguments> onePageForEachThingMissing() {
        return List.of(
                Arguments.of("<script>console.error('lost')</script>",
                        "(1280 px): console: lost"),
                Arguments.of("<script>console.warn('odd')</script>",
                        "(1280 px): console: odd"),
                Arguments.of("<script>throw new Error('broken')</script>",
                        "(1280 px): a script fails: Error: broken"),
                Arguments.of("<img src='none.png' alt='A map'>",
                        "(1280 px): the picture none.png is not shown"),
                Arguments.of("<link rel='stylesheet' href='none.css'>",
                        "(1280 px): cannot be loaded: none.css"),
                Arguments.of("<script src='http://far.example/count.js'></script>",
                        "(1280 px): asks another host: http://far.example/count.js"),
                Arguments.of("<a href='none.html'>there</a>",
                        "(1280 px): a link leads to none.html, which is not there"),
                Arguments.of("<a href='#none'>there</a>",
                        "(1280 px): a link leads to none in page.html, which is not there"));
    }

    static List<Arguments> onePageForEachFaultOfLooks() {
        return List.of(
                Arguments.of("<p style='width: 380px'>Wide</p>",
                        "(320 px): the page is 388 px wide in a window of 320: p \"Wide\""),
                Arguments.of("<p style='min-width: 110vw'>Wide</p>",
                        "(1280 px): the page is 1416 px wide in a window of 1280: p \"Wide\""),
                Arguments.of("<p style='color: #999; background: #fff'>Pale</p>",
                        "(390 px): axe: color-contrast: p \"Pale\": Element has insufficient color"
                        + " contrast"),
                Arguments.of("<p style='color: light-dark(#000, #444)'>Dark</p>",
                        "(390 px, dark): axe: color-contrast: p \"Dark\": "),
                Arguments.of("<p>Much more text around <a href='#end' style='color: #0000b0;"
                        + " text-decoration: none'>a pale link</a>.</p>",
                        "(1600 px): axe: link-in-text-block: a \"a pale link\": "),
                Arguments.of("<details><summary>More</summary><input></details>",
                        "(1600 px): axe: label: input: "),
                Arguments.of("<pre class='long' tabindex='0' style='overflow-x: auto'>"
                        + "<code data-lang='c'>" + "int A; ".repeat(40) + "</code></pre>",
                        "(1280 px): has to be scrolled to be read: pre.long \"int A; int A; "),
                Arguments.of("<p onclick='alert()'>Press</p>",
                        "(1280 px, reduced motion): no key reaches p \"Press\""),
                Arguments.of("<p style='cursor: pointer'>Press</p>",
                        "(1280 px, reduced motion): no key reaches p \"Press\""),
                Arguments.of("<button style='outline: none'>Press</button>",
                        "(1280 px, reduced motion): the focus cannot be seen on button \"Press\""),
                Arguments.of("<p style='transition: color 1s'>Fades</p>",
                        "(1280 px, reduced motion): moves in spite of prefers-reduced-motion: p"),
                Arguments.of("<pre tabindex='0' style='overflow-x: auto'>" + "word ".repeat(60)
                        + "</pre>", "(printed): cut off on paper: pre \"word word"));
    }

    @ParameterizedTest
    @MethodSource({"onePageForEachThingMissing", "onePageForEachFaultOfLooks"})
    void eachFaultIsNamedWithItsPageAndView(String body, String fault) throws IOException {
        List<String> found = faults(SOUND + body).stream().map(Fault::toString).toList();

        assertFalse(found.isEmpty(), "no fault was found");
        assertTrue(found.stream().anyMatch(one -> one.startsWith("page.html " + fault)),
                String.join("\n", found));
    }
}
