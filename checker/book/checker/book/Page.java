package checker.book;

import java.util.List;
import java.util.Optional;

/** A text as a page of the site: what stands around it, the same on all of them. */
final class Page {

    private static final String NAME = "Eleven Steps to SMP";

    private final List<Text> texts;

    /** @param texts the pages in the order in which they are read, the index first */
    Page(List<Text> texts) {
        this.texts = List.copyOf(texts);
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
        String contents = contents(text);
        String name = place == 0 ? NAME : plain(text.title()) + " - " + NAME;
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="book.css">
                %s</head>
                <body>
                <a class="skip" href="#text">Skip to the text</a>
                <header><a href="index.html">%s</a></header>
                <nav class="side" aria-label="Contents">
                %s</nav>
                <main id="text" tabindex="-1">
                <h1>%s</h1>
                <details class="fold"><summary>Contents</summary>
                <nav aria-label="Contents of the book">
                %s</nav></details>
                %s%s</main>
                <nav class="ends" aria-label="Previous and next page">
                %s%s</nav>
                </body>
                </html>
                """.formatted(name, related("prev", before) + related("next", after), NAME,
                contents, text.title(), contents, reachable(body), place == 0 ? list() : "",
                end("prev", "Previous", before), end("next", "Next", after));
    }

    /** All pages, and the sections of this one below it. */
    private String contents(Text here) {
        StringBuilder html = new StringBuilder("<ol class=\"pages\">\n");
        for (Text text : texts) {
            String title = texts.indexOf(text) == 0 ? "Start here" : text.title();
            html.append("<li><a href=\"").append(text.page()).append('"')
                    .append(text.equals(here) ? " aria-current=\"page\"" : "").append('>')
                    .append(title).append("</a>");
            if (text.equals(here)) {
                html.append(sections(text.headings()));
            }
            html.append("</li>\n");
        }
        return html.append("</ol>\n").toString();
    }

    private static String sections(List<Heading> headings) {
        if (headings.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("\n<ol>\n");
        for (Heading heading : headings) {
            html.append("<li><a href=\"#").append(heading.anchor()).append("\">")
                    .append(heading.title()).append("</a>").append(sections(heading.below()))
                    .append("</li>\n");
        }
        return html.append("</ol>\n").toString();
    }

    /** The lessons, for the index. */
    private String list() {
        StringBuilder html = new StringBuilder("<ol class=\"lessons\">\n");
        for (Text text : texts.stream().filter(Text::isLesson).toList()) {
            html.append("<li><a href=\"").append(text.page()).append("\">").append(text.title())
                    .append("</a></li>\n");
        }
        return html.append("</ol>\n").toString();
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

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "");
    }
}
