package checker.book;

import java.util.ArrayList;
import java.util.List;

/** The ways about the book as HTML: all its pages, in groups, and the sections of one of them. */
final class Navigation {

    private final List<Text> texts;

    /** @param texts the pages in the order in which they are read, the index first */
    Navigation(List<Text> texts) {
        this.texts = List.copyOf(texts);
    }

    /** All pages: what is read first, the steps, and what one looks things up in. */
    String pages(Text here) {
        int steps = (int) texts.stream().takeWhile(text -> !text.isLesson()).count();
        List<Text> before = texts.subList(0, steps);
        List<Text> lessons = texts.stream().filter(Text::isLesson).toList();
        List<Text> after = new ArrayList<>(texts.subList(steps, texts.size()));
        after.removeAll(lessons);
        return group("", before, here) + group("The steps", lessons, here)
                + group("Reference", after, here);
    }

    /** The sections of a page; empty when it has none. */
    static String sections(List<Heading> headings) {
        if (headings.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ol>\n");
        for (Heading heading : headings) {
            html.append("<li><a href=\"#").append(heading.anchor()).append("\">")
                    .append(heading.title()).append("</a>").append(sections(heading.below()))
                    .append("</li>\n");
        }
        return html.append("</ol>\n").toString();
    }

    /** The lessons, for the index. */
    String lessons() {
        StringBuilder html = new StringBuilder("<ol class=\"lessons\">\n");
        for (Text text : texts.stream().filter(Text::isLesson).toList()) {
            html.append("<li><a href=\"").append(text.page()).append("\">").append(text.title())
                    .append("</a></li>\n");
        }
        return html.append("</ol>\n").toString();
    }

    private String group(String name, List<Text> members, Text here) {
        if (members.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder();
        if (!name.isEmpty()) {
            html.append("<p class=\"group\">").append(name).append("</p>\n");
        }
        html.append("<ol>\n");
        for (Text text : members) {
            String title = texts.indexOf(text) == 0 ? "Start here" : text.title();
            html.append("<li><a href=\"").append(text.page()).append('"')
                    .append(text.equals(here) ? " aria-current=\"page\"" : "").append('>')
                    .append(title).append("</a></li>\n");
        }
        return html.append("</ol>\n").toString();
    }
}
