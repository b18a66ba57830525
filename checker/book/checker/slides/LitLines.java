package checker.slides;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes each line of a listing that has steps an element, which says in which of them it is lit up,
 * and gives the listing a fragment of reveal.js for each of them. The script of the decks does the
 * rest; printed, or without it, the listing is as any other.
 */
final class LitLines {

    private static final Pattern LISTING = Pattern.compile(
            "(?s)<div [^>]*data-steps=\"([-,\\d]+)\"[^>]*>(?:(?!<pre).)*<pre[^>]*>\\s*<code[^>]*>"
                    + "(.*?)</code>");
    private static final Pattern TAG = Pattern.compile("<(/?)[^>]*>");

    private LitLines() {}

    static String in(String html) {
        return LISTING.matcher(html).replaceAll(found -> {
            List<String> steps = Arrays.asList(found.group(1).split(","));
            String before = found.group().substring(0, found.start(2) - found.start());
            return Matcher.quoteReplacement(before + lines(found.group(2), steps)
                    + "<span class=\"fragment turn\"></span>".repeat(steps.size()) + "</code>");
        });
    }

    private static String lines(String code, List<String> steps) {
        List<String> lines = code.lines().toList();
        Deque<String> open = new ArrayDeque<>();
        StringBuilder html = new StringBuilder();
        for (int index = 0; index < lines.size(); index++) {
            int number = index + 1;
            html.append("<span class=\"line\" data-lit=\"")
                    .append(IntStream.rangeClosed(1, steps.size())
                            .filter(step -> isIn(number, steps.get(step - 1)))
                            .mapToObj(String::valueOf).collect(Collectors.joining(" ")))
                    .append("\">");
            open.descendingIterator().forEachRemaining(html::append); // a comment of many lines
            html.append(lines.get(index));
            Matcher tag = TAG.matcher(lines.get(index));
            while (tag.find()) {
                if (tag.group(1).isEmpty()) {
                    open.push(tag.group());
                } else {
                    open.pop();
                }
            }
            html.append("</span>".repeat(open.size())).append("\n</span>");
        }
        return html.toString();
    }

    private static boolean isIn(int line, String range) {
        String[] ends = range.split("-");
        return Integer.parseInt(ends[0]) <= line && line <= Integer.parseInt(ends[1]);
    }
}
