package checker.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A site whose ways all lead somewhere passes; one that leads astray is rejected for that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteWalkTest {

    private Chromium chromium;
    private SampleSite site;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void end() {
        chromium.close();
    }

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        site = SampleSite.in(folder);
    }

    private List<String> faults() {
        return new SiteWalk(site.folder()).faults(chromium).stream().map(Fault::toString).toList();
    }

    @Test
    void aSoundSiteHasNoFault() {
        assertEquals(List.of(), faults());
    }

    @Test
    void linksToWhatIsNotThereAreNamed() throws IOException {
        site.page("one.html", """
                <a href="#none">here</a>
                <p id="below" style="display: none"></p><a href="#below">hidden</a>
                """);

        assertEquals(List.of(
                "one.html (1280 px): there is no anchor none",
                "one.html (1280 px): the anchor below is not in sight of who comes to it"),
                faults());
    }

    @Test
    void pagesThatNoWayLeadsToAreNamed() throws IOException {
        site.page("lonely.html", "");
        site.change("one.html", "rel=\"next\"", "");
        site.change("one.html", "<a href=\"index.html\">", "<a>");

        assertEquals(List.of(
                "one.html (1280 px): the way by next pages ends here, and never came to"
                        + " lonely.html",
                "one.html (1280 px): the way by next pages ends here, and never came to two.html"),
                faults());
    }

    @Test
    void theWayBackAndTheContentsAreGone() throws IOException {
        site.change("one.html", "rel=\"prev\" href=\"index.html\"",
                "rel=\"prev\" href=\"one.html\"");
        site.change("one.html", "<a href=\"two.html\">Page 2</a>", "");
        site.change("one.html", " aria-current=\"page\"", "");

        assertEquals(List.of(
                "one.html (1280 px): the way back by previous pages does not lead to index.html",
                "one.html (1280 px): the contents do not tell which page this is",
                "one.html (1280 px): the contents do not lead to two.html",
                "one.html (390 px): the contents do not tell which page this is",
                "one.html (390 px): the contents do not lead to two.html"), faults());
    }

    @Test
    void aSearchThatFindsNothingIsNoticed() throws IOException {
        site.change("search.js", "'Entry'", "'Exit'");

        assertEquals(List.of(
                "index.html (1280 px): the search finds no Entry",
                "index.html (390 px, dark): the search finds no Entry"), faults());
    }

    @Test
    void aSearchThatLeadsAstrayIsNoticed() throws IOException {
        site.change("search.js", "one.html#end", "two.html#none");

        assertEquals(List.of(
                "two.html (1280 px): the search for Entry led here, and there is none",
                "two.html (1280 px): there is no anchor none",
                "two.html (390 px, dark): the search for Entry led here, and there is none",
                "two.html (390 px, dark): there is no anchor none"), faults());
    }

    @Test
    void aSearchThatKeysCannotUseIsNoticed() throws IOException {
        site.change("search.js", "Escape", "F1");
        site.change("search.js", "ArrowDown", "F2");

        assertEquals(List.of(
                "index.html (1280 px): Escape does not close the search",
                "index.html (1280 px): the arrow keys do not lead to what the search found",
                "index.html (390 px, dark): Escape does not close the search",
                "index.html (390 px, dark): the arrow keys do not lead to what the search found"),
                faults());
    }

    @Test
    void coloursThatAreForgottenAreNoticed() throws IOException {
        site.change("scheme.js", "localStorage.setItem", "String");
        site.change("search.js", "'/'", "'?'");

        assertEquals(List.of(
                "index.html (1280 px): the colours chosen, light, are forgotten: it says"
                        + " system",
                "index.html (1280 px): the switch for the colours shows 1 papers instead of a"
                        + " light and a dark one",
                "index.html (1280 px, dark): the colours chosen, light, are forgotten: it says"
                        + " system",
                "index.html (1280 px, dark): the switch for the colours shows 1 papers instead of"
                        + " a light and a dark one",
                "index.html (1280 px): the key / does not lead to the search",
                "index.html (390 px, dark): the key / does not lead to the search"), faults());
    }

    @Test
    void aPageThatClearsWhatIsStoredIsNoticed() throws IOException {
        site.change("scheme.js", "show(localStorage", "localStorage.clear(); show(localStorage");

        List<String> faults = faults();

        assertTrue(faults.contains("index.html (1280 px): nothing that a page stores is kept, by"
                + " the browser or by the page"), faults.toString());
    }
}
