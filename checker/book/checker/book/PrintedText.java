package checker.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The whole book as one HTML document for paper: cover, contents, a chapter for each page. */
final class PrintedText {

    static final String TITLE = "Eleven Steps to SMP";
    static final String SUBTITLE = "A small kernel, from one CPU to all of them";
    static final String LANGUAGE = "en";

    private static final String CONTENTS = "Contents";
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <title>%s</title>
            <link rel="stylesheet" href="book.css">
            <link rel="stylesheet" href="print.css">
            <style>
            %s</style>
            </head>
            <body>
            <section class="cover">
            <p class="name">%s</p>
            <p>%s</p>
            </section>
            <nav class="contents" aria-label="%s">
            <h1 id="contents">%s</h1>
            <ol>
            %s</ol>
            </nav>
            %s</body>
            </html>
            """;
    private static final String HEADER = """
            [id='%s'] { page: %s }
            @page %s { @top-right { content: "%s" } }
            """;
    private static final Pattern LINK = Pattern.compile("<a ([^>]*?)href=\"#([^\"]*)\"");
    private static final Pattern SECTION = Pattern.compile("--(_|answer|name-)");
    private static final String NO_NUMBER = "00";

    private final List<PrintedChapter> chapters;

    /**
     * @param texts the pages in their order, the index first
     * @param bodies what they are with the links of the site
     */
    PrintedText(List<Text> texts, Map<Text, String> bodies) {
        Set<String> names = texts.stream().map(Text::name)
                .collect(Collectors.toCollection(TreeSet::new));
        chapters = texts.stream().map(text -> PrintedChapter.of(
                text.equals(texts.get(0)) ? startHere(text) : text,
                text.equals(texts.get(0)) ? withLessons(bodies.get(text), texts)
                        : bodies.get(text), names)).toList();
    }

    /** The book has the title of its first page. */
    private static Text startHere(Text index) {
        return new Text(index.source(), index.page(), index.lines(), "Start here",
                index.headings(), index.body());
    }

    /** Where the index of the site names the lessons, at its end. */
    private static String withLessons(String body, List<Text> texts) {
        Matcher last = Pattern.compile("(?s)(.*<div class=\"sectionbody\">)\\s*(</div>\\s*</div>)")
                .matcher(body.strip());
        return last.matches()
                ? last.group(1) + new Navigation(texts).lessons() + last.group(2) : body;
    }

    List<PrintedChapter> chapters() {
        return chapters;
    }

    /**
     * All of it.
     *
     * @param numbers the pages of places, as far as known
     */
    String html(Map<String, Integer> numbers) {
        StringBuilder headers = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (int index = 0; index < chapters.size(); index++) {
            PrintedChapter chapter = chapters.get(index);
            String name = "chapter-" + index;
            headers.append(HEADER.formatted(chapter.text().name(), name, name,
                    quoted(chapter.text().title())));
            all.append("<section class=\"chapter\" id=\"").append(chapter.text().name())
                    .append("\">\n<h1>").append(chapter.text().title()).append("</h1>\n")
                    .append(chapter.html()).append("</section>\n");
        }
        return HTML.formatted(LANGUAGE, TITLE, headers, TITLE, SUBTITLE, CONTENTS, CONTENTS,
                numbered(contents(), numbers, ""), numberedChapters(all.toString(), numbers));
    }

    /** The places that links of the book lead to. */
    Set<String> targets() {
        return LINK.matcher(html(Map.of())).results().map(link -> link.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines of the outline, with their levels. */
    List<Map.Entry<Integer, Heading>> outline() {
        List<Map.Entry<Integer, Heading>> lines = new ArrayList<>();
        lines.add(Map.entry(1, new Heading("contents", CONTENTS, List.of())));
        chapters.forEach(chapter -> lines.addAll(chapter.outline()));
        return lines;
    }

    private String contents() {
        return chapters.stream().map(chapter -> "<li><a href=\"#" + chapter.text().name()
                + "\"><span>" + chapter.text().title() + "</span></a>"
                + sections(chapter) + "</li>\n").collect(Collectors.joining());
    }

    /** The letters of a glossary are no help there. */
    private static String sections(PrintedChapter chapter) {
        String lines = chapter.headings().stream()
                .filter(heading -> PlainText.of(heading.title()).length() > 1)
                .map(heading -> "<li><a href=\"#" + PrintedChapter.anchor(chapter.text().name(),
                        heading.anchor()) + "\"><span>" + heading.title() + "</span></a></li>\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n<ol>\n" + lines + "</ol>\n";
    }

    private String numberedChapters(String html, Map<String, Integer> numbers) {
        StringBuilder all = new StringBuilder();
        for (String chapter : html.split("(?=<section class=\"chapter\")")) {
            Matcher name = Pattern.compile("id=\"([^\"]*)\"").matcher(chapter);
            all.append(numbered(chapter, numbers, name.find() ? name.group(1) : ""));
        }
        return all.toString();
    }

    /** Adds the number of its page to each link to another chapter's section, and to answers. */
    private static String numbered(String html, Map<String, Integer> numbers, String chapter) {
        return LINK.matcher(html).replaceAll(link -> {
            String target = link.group(2);
            boolean wanted = chapter.isEmpty() || SECTION.matcher(target).find()
                    && (!target.startsWith(chapter + "--") || target.contains("--answer-"));
            return Matcher.quoteReplacement(wanted ? link.group() + " data-page=\""
                    + numbers.getOrDefault(target, 0) + "\"" : link.group());
        }).replace("data-page=\"0\"", "data-page=\"" + NO_NUMBER + "\"");
    }

    private static String quoted(String title) {
        return PlainText.of(title).replace("\\", "\\\\").replace("\"", "\\\"")
                .replace("<", "\\3c ");
    }
}
