package checker.book;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader can search: the words of each section. It is a script, since a page that was opened
 * as a file may load no other kind of data; `book.js` loads it when a reader first searches.
 */
final class SearchIndex {

    /** Its name in the site. */
    static final String FILE = "search-index.js";

    /** Where a section begins: a heading or an entry of an index, each with its anchor. */
    private static final Pattern BEGINNING = Pattern.compile(
            "<(h[2-6]) id=\"([^\"]*)\"[^>]*>(.*?)</\\1>"
            + "|<dt[^>]*>\\s*<a id=\"([^\"]*)\"></a>(.*?)</dt>",
            Pattern.DOTALL);

    /**
     * A part of a page that can be found.
     *
     * @param page its file
     * @param anchor its id; empty for what stands above the first heading
     * @param title of the section; the page's for what stands above the first
     * @param words its text in one line
     */
    record Section(String page, String anchor, String title, String words) { }

    private final List<Text> texts;

    SearchIndex(List<Text> texts) {
        this.texts = List.copyOf(texts);
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Text text : texts) {
            Matcher beginning = BEGINNING.matcher(text.body());
            String anchor = "";
            String title = PlainText.of(text.title());
            int from = 0;
            while (beginning.find()) {
                sections.add(new Section(text.page(), anchor, title,
                        PlainText.of(text.body().substring(from, beginning.start()))));
                boolean heading = beginning.group(1) != null;
                anchor = beginning.group(heading ? 2 : 4);
                title = PlainText.of(beginning.group(heading ? 3 : 5));
                from = beginning.end();
            }
            sections.add(new Section(text.page(), anchor, title,
                    PlainText.of(text.body().substring(from))));
        }
        return sections;
    }

    /** The script: it calls `bookIndex` with the pages' titles and the sections of each. */
    String script() {
        Map<String, List<Object>> pages = new LinkedHashMap<>();
        texts.forEach(text -> pages.put(text.page(), new ArrayList<>(
                List.of(PlainText.of(text.title()), new ArrayList<>()))));
        for (Section section : sections()) {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) pages.get(section.page()).get(1);
            list.add(List.of(section.anchor(), section.title(), section.words()));
        }
        try {
            // what ends a line in JavaScript but not in JSON
            return "bookIndex(" + JSON.std.asString(pages).replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029") + ");\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the index", e);
        }
    }
}
