package checker.book;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A picture of the repository as part of a page.
 *
 * @param text the SVG, whose style is rules without comments
 */
record Svg(String text) {

    private static final Pattern START = Pattern.compile("<svg\\b[^>]*>");
    private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
    /** What stands before a rule's brace, unless it is an at-rule's. */
    private static final Pattern SELECTORS = Pattern.compile(
            "(?<=^|[{}])(\\s*)([^{}@\\s][^{}@]*)\\{");
    private static final Pattern NAME = Pattern.compile(
            "\\b(id|aria-labelledby|aria-describedby)=\"([^\"]+)\"|url\\(#([^)]+)\\)"
                    + "|href=\"#([^\"]+)\"");
    private static final Pattern DESCRIBED = Pattern.compile(
            "(?s)aria-labelledby=\"\\S+ \\S+\".*<title [^>]*>[^<]+</title>.*<desc [^>]*>[^<]{20}");

    /** Whether it has a text for who cannot see it. */
    boolean isDescribed() {
        return DESCRIBED.matcher(text).find();
    }

    /**
     * One in which a part comes only when its turn is.
     *
     * @param turn counted from 0; parts of the same turn come together
     * @return empty when nothing has the id
     */
    Optional<Svg> withFragment(String id, int turn) {
        Matcher tag = Pattern.compile(
                "<(\\w+)((?:\\s[^>]*)?\\sid=\"" + Pattern.quote(id) + "\"[^>]*)>").matcher(text);
        if (!tag.find()) {
            return Optional.empty();
        }
        String attributes = tag.group(2);
        String classes = attributes.contains("class=\"")
                ? attributes.replace("class=\"", "class=\"fragment ")
                : " class=\"fragment\"" + attributes;
        return Optional.of(new Svg(text.substring(0, tag.start()) + "<" + tag.group(1)
                + " data-fragment-index=\"" + turn + "\"" + classes + ">"
                + text.substring(tag.end())));
    }

    /**
     * The SVG with names and a style of its own, which do not meet those of the page and of other
     * pictures in it; as wide as its place is.
     *
     * @param name the new id of the whole
     */
    String apart(String name) {
        String svg = text.substring(text.indexOf("<svg")).strip();
        svg = NAME.matcher(svg).replaceAll(found ->
                Matcher.quoteReplacement(renamed(found, name + "-")));
        svg = STYLE.matcher(svg).replaceFirst(style -> Matcher.quoteReplacement(
                "<style>" + scoped(style.group(1), name) + "</style>"));
        return START.matcher(svg).replaceFirst(start -> Matcher.quoteReplacement(
                start.group().replaceAll("\\s(id|width|height)=\"[^\"]*\"", "")
                        .replaceFirst("<svg", "<svg id=\"" + name + "\"")));
    }

    private static String renamed(MatchResult found, String prefix) {
        if (found.group(1) != null) {
            return found.group(1) + "=\"" + prefix
                    + found.group(2).strip().replaceAll("\\s+", " " + prefix) + "\"";
        }
        return found.group(3) != null ? "url(#" + prefix + found.group(3) + ")"
                : "href=\"#" + prefix + found.group(4) + "\"";
    }

    private static String scoped(String style, String name) {
        return SELECTORS.matcher(style).replaceAll(rule -> Matcher.quoteReplacement(
                rule.group(1) + Arrays.stream(rule.group(2).split(","))
                        .map(selector -> "#" + name + " " + selector.strip())
                        .collect(Collectors.joining(", ")) + " {"));
    }
}
