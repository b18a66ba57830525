package checker.book;

import java.util.List;
import java.util.Optional;

/** A text as a page of the site: what stands around it, the same on all of them. */
final class Page {

    private static final String NAME = "Eleven Steps to SMP";

    /** What there is only to scripts stays hidden until they run. */
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="book.css">
            <script src="scheme.js"></script>
            <script src="book.js" defer></script>
            %s</head>
            <body>
            <a class="skip" href="#text">Skip to the text</a>
            <header>
            <a class="name" href="index.html">%s</a>
            <form class="search" role="search" hidden>
            <label for="search">Search</label>
            <input id="search" type="search" autocomplete="off" spellcheck="false"
            aria-controls="found" aria-describedby="count" aria-keyshortcuts="/">
            <div class="results"><p id="count" role="status"></p>
            <ol id="found" aria-label="What was found"></ol></div>
            </form>
            <button class="scheme" type="button" hidden>Colours: system</button>
            </header>
            """;

    private static final String BODY = """
            <nav class="side" aria-label="The book">
            %s</nav>
            <main id="text" tabindex="-1">
            <h1>%s</h1>
            <details class="fold pages"><summary>Contents of the book</summary>
            <nav aria-label="Contents of the book">
            %s</nav></details>
            %s%s%s</main>
            %s<nav class="ends" aria-label="Previous and next page">
            %s%s</nav>
            </body>
            </html>
            """;

    private final List<Text> texts;
    private final Navigation navigation;
    private final boolean printed;

    /**
     * @param texts the pages in the order in which they are read, the index first
     * @param printed whether there is a PDF of them, too
     */
    Page(List<Text> texts, boolean printed) {
        this.texts = List.copyOf(texts);
        this.printed = printed;
        this.navigation = new Navigation(texts);
    }

    /**
     * The whole page.
     *
     * @param body the text with the links of the site
     */
    String html(Text text, String body) {
        int place = texts.indexOf(text);
        Optional<Text> before = place > 0 ? Optional.of(texts.get(place - 1)) : Optional.empty();
        Optional<Text> after = place + 1 < texts.size()
                ? Optional.of(texts.get(place + 1)) : Optional.empty();
        String name = place == 0 ? NAME : text.plainTitle() + " - " + NAME;
        String pages = navigation.pages(text);
        String sections = Navigation.sections(text.headings());
        return HEAD.formatted(name, related("prev", before) + related("next", after), NAME)
                + BODY.formatted(pages, text.title(), pages, fold(sections),
                        InlineCode.mark(reachable(body)),
                        place == 0 ? navigation.lessons() + file() : "", aside(sections),
                        end("prev", "Previous", before), end("next", "Next", after));
    }

    private String file() {
        return printed ? "<p><a href=\"%s\">The whole book as one PDF</a></p>\n"
                .formatted(PrintedBook.NAME) : "";
    }

    /** The sections where there is no room beside the text. */
    private static String fold(String sections) {
        return sections.isEmpty() ? "" : """
                <details class="fold here"><summary>On this page</summary>
                <nav aria-label="Sections of this page">
                %s</nav></details>
                """.formatted(sections);
    }

    private static String aside(String sections) {
        return sections.isEmpty() ? "" : """
                <nav class="here" aria-label="On this page">
                <p class="group">On this page</p>
                %s</nav>
                """.formatted(sections);
    }

    /** What is too wide to be seen at once can be scrolled by keys, too. */
    private static String reachable(String body) {
        String group = "tabindex=\"0\" role=\"group\" aria-label=";
        return body.replace("<pre", "<pre tabindex=\"0\"")
                .replace("<div class=\"imageblock\">\n<div class=\"content\">",
                        "<div class=\"imageblock\">\n<div class=\"wide\" " + group + "\"Picture\">")
                .replace("<table", "<div class=\"wide\" " + group + "\"Table\"><table")
                .replace("</table>", "</table></div>");
    }

    private static String related(String relation, Optional<Text> text) {
        return text.map(there -> "<link rel=\"" + relation + "\" href=\"" + there.page()
                + "\">\n").orElse("");
    }

    private static String end(String relation, String word, Optional<Text> text) {
        return text.map(there -> "<a rel=\"" + relation + "\" href=\"" + there.page() + "\"><span>"
                + word + "</span> " + there.title() + "</a>\n").orElse("");
    }
}
