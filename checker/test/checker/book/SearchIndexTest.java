package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of each section are in the index, as a reader sees them. */
class SearchIndexTest {

    private static final String BODY = """
            <div class="paragraph"><p>Before &amp; after.</p></div>
            <div class="sect1"><h2 id="_how">How <code>CurrentCPU()</code> works</h2>
            <div class="sectionbody"><pre><code><span class="kt">int</span>
            <span class="n">Cur</span>
            &lt;x&gt;</code></pre><p>a&#8217;s</p><p>$1 \\ end</p>
            <img src="map.svg" alt="The map &quot;below&quot;">
            <h3 id="deep">Deeper</h3><style>p { }</style><p>down</p>
            <dl><dt class="hdlist1"><a id="fn-Go"></a><code>Go()</code></dt>
            <dd><p>Goes.</p></dd></dl>
            </div></div>
            """;

    private static final SearchIndex INDEX = new SearchIndex(List.of(
            text("index.html", "Start", "<p>Hello</p>"),
            text("a.html", "A &amp; <em>B</em>", BODY)));

    private static Text text(String page, String title, String body) {
        return new Text(Path.of("/" + page), page, List.of(), title, List.of(), body);
    }

    @Test
    void eachSectionHasItsAnchorTitleAndWords() {
        assertEquals(List.of(
                new SearchIndex.Section("index.html", "", "Start", "Hello"),
                new SearchIndex.Section("a.html", "", "A & B", "Before & after."),
                new SearchIndex.Section("a.html", "_how", "How CurrentCPU() works",
                        "int Cur <x> a\u2019s $1 \\ end The map \"below\""),
                new SearchIndex.Section("a.html", "deep", "Deeper", "down"),
                new SearchIndex.Section("a.html", "fn-Go", "Go()", "Goes.")),
                INDEX.sections());
    }

    @Test
    void theScriptHandsItOver() {
        assertEquals("bookIndex({\"index.html\":[\"Start\",[[\"\",\"Start\",\"Hello\"]]],"
                + "\"b.html\":[\"\\\"B\\\"\",[[\"\",\"\\\"B\\\"\",\"x\\u2028y\"]]]});\n",
                new SearchIndex(List.of(text("index.html", "Start", "<p>Hello</p>"),
                        text("b.html", "&quot;B&quot;", "x&#8232;y"))).script());
    }
}
