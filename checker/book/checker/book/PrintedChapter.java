package checker.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the site as a chapter of the printed book. Its anchors get the page's name before them,
 * since all chapters are one document; nothing is folded, and answers stand at the end.
 *
 * @param text the page
 * @param headings its sections, the answers among them
 * @param html all but the chapter's title
 */
record PrintedChapter(Text text, List<Heading> headings, String html) {

    /** Listings up to here are not broken where one page ends. */
    private static final int LINES_IN_ONE_PIECE = 22;

    private static final Pattern FOLD = Pattern.compile("<details\\b[^>]*>|</details>");
    private static final Pattern ANSWER = Pattern.compile(
            "<details class=\"answer\">|<details>\\s*<summary class=\"title\">Answer</summary>");
    private static final Pattern SUMMARY = Pattern.compile("(?s)<summary[^>]*>(.*?)</summary>");
    private static final Pattern IN_WORDS = Pattern.compile(
            "(?s)<details><summary>The same in words:.*?</details>");
    private static final String TOLD_OF_WORDS = " The list below has the records in words.";
    private static final Pattern LISTING = Pattern.compile("(?s)<pre\\b([^>]*)>(.*?)</pre>");
    private static final Pattern PICTURE = Pattern.compile("(?s)<svg\\b.*?</svg>");
    private static final Pattern ID = Pattern.compile("(<\\w+ (?:[^>]*? )?id=)\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("(<a (?:[^>]*? )?)href=\"([^\"]*)\"");
    private static final Pattern FAR = Pattern.compile("[a-z]+:.*");

    /**
     * Makes one.
     *
     * @param body the text with the links of the site
     * @param pages the names of all pages, to which links are led
     */
    static PrintedChapter of(Text text, String body, Set<String> pages) {
        List<Heading> headings = new ArrayList<>(text.headings());
        List<String> answers = new ArrayList<>();
        String rest = withoutAnswers(IN_WORDS.matcher(body).replaceAll("")
                .replace(TOLD_OF_WORDS, ""), answers);
        if (!answers.isEmpty()) {
            headings.add(new Heading("answers", "Answers", List.of()));
            rest += "<div class=\"sect1\">\n<h2 id=\"answers\">Answers</h2>\n"
                    + "<div class=\"sectionbody answers\">\n" + String.join("", answers)
                    + "</div>\n</div>\n";
        }
        String open = LISTING.matcher(rest.replace("<details>", "<details open>"))
                .replaceAll(PrintedChapter::listing);
        return new PrintedChapter(text, List.copyOf(headings),
                new Names(text.name(), pages).in(open));
    }

    /** What a place of a page is called in the book. */
    static String anchor(String name, String anchor) {
        return anchor.isEmpty() ? name : name + "--" + anchor;
    }

    private static String withoutAnswers(String body, List<String> answers) {
        StringBuilder rest = new StringBuilder();
        Matcher fold = FOLD.matcher(body);
        int from = 0;
        int start = 0;
        int depth = 0;
        while (fold.find()) {
            if (depth > 0) {
                depth += fold.group().startsWith("</") ? -1 : 1;
            } else if (ANSWER.matcher(body).region(fold.start(), body.length()).lookingAt()) {
                depth = 1;
                start = fold.start();
                rest.append(body, from, start);
            }
            if (depth == 0 && start >= from && start > 0) {
                int number = answers.size() + 1;
                answers.add(answer(number, body.substring(start, fold.end())));
                rest.append("<p class=\"later\"><a href=\"#answer-").append(number)
                        .append("\">Answer ").append(number).append("</a></p>");
                from = fold.end();
            }
        }
        return rest.append(body.substring(from)).toString();
    }

    private static String answer(int number, String fold) {
        Matcher summary = SUMMARY.matcher(fold);
        String title = summary.find() ? summary.group(1) : "";
        String content = fold.substring(summary.end(), fold.length() - "</details>".length());
        return "<div class=\"answer\">\n<p class=\"title\" id=\"answer-" + number + "\">Answer "
                + number + (title.equals("Answer") ? "" : ": " + title) + "</p>" + content
                + "</div>\n";
    }

    private static String listing(MatchResult listing) {
        boolean whole = listing.group(2).lines().count() <= LINES_IN_ONE_PIECE;
        return Matcher.quoteReplacement(whole
                ? "<div class=\"whole\">" + listing.group() + "</div>" : listing.group());
    }

    /** The sections of all chapters as lines of an outline, with their levels. */
    List<Map.Entry<Integer, Heading>> outline() {
        List<Map.Entry<Integer, Heading>> lines = new ArrayList<>();
        lines.add(Map.entry(1, new Heading("", text.title(), headings)));
        add(headings, 2, lines);
        return lines;
    }

    private static void add(List<Heading> headings, int level,
            List<Map.Entry<Integer, Heading>> lines) {
        for (Heading heading : headings) {
            lines.add(Map.entry(level, heading));
            add(heading.below(), level + 1, lines);
        }
    }

    /**
     * Makes places and links those of the book. What pictures call their parts stays theirs.
     *
     * @param name the page's
     * @param pages those of all
     */
    private record Names(String name, Set<String> pages) {

        String in(String html) {
            StringBuilder named = new StringBuilder();
            Matcher picture = PICTURE.matcher(html);
            int from = 0;
            while (picture.find()) {
                named.append(outside(html.substring(from, picture.start())))
                        .append(picture.group());
                from = picture.end();
            }
            return named.append(outside(html.substring(from))).toString();
        }

        private String outside(String html) {
            String named = ID.matcher(html).replaceAll(id -> Matcher.quoteReplacement(
                    id.group(1) + "\"" + anchor(name, id.group(2)) + "\""));
            return LINK.matcher(named).replaceAll(link -> Matcher.quoteReplacement(
                    link.group(1) + target(link.group(2))));
        }

        private String target(String written) {
            if (FAR.matcher(written).matches()) {
                return "href=\"" + written + "\"";
            }
            String[] parts = written.split("#", 2);
            String page = parts[0].isEmpty() ? name : parts[0].replaceFirst("\\.html$", "");
            return pages.contains(page) ? "href=\"#"
                    + anchor(page, parts.length > 1 ? parts[1] : "") + "\"" : "";
        }
    }
}
