package checker.book;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of HTML. */
final class PlainText {

    /** What is read aloud of a picture is text of the page, too. */
    private static final Pattern PICTURE = Pattern.compile("<img [^>]*?alt=\"([^\"]*)\"[^>]*>");
    private static final Pattern HIDDEN = Pattern.compile(
            "(?s)<(style|script|defs)\\b.*?</\\1>");
    private static final Pattern BLOCK = Pattern.compile(
            "</?(p|div|li|dt|dd|tr|td|th|pre|br|h[1-6]|ol|ul|dl|summary|details|text|title|desc)\\b"
            + "[^>]*>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#?\\w+);");

    private PlainText() {}

    /** Those of a text in one line, with what pictures have instead of them. */
    static String of(String html) {
        String text = PICTURE.matcher(HIDDEN.matcher(html).replaceAll(" ")).replaceAll(" $1 ");
        return exactly(BLOCK.matcher(text).replaceAll(" ")).replaceAll("\\s+", " ").strip();
    }

    /** Each character of a piece, white space too. */
    static String exactly(String html) {
        return ENTITY.matcher(TAG.matcher(html).replaceAll(""))
                .replaceAll(PlainText::character);
    }

    private static String character(MatchResult entity) {
        String name = entity.group(1);
        if (name.startsWith("#x")) {
            return Matcher.quoteReplacement(Character.toString(
                    Integer.parseInt(name.substring(2), 16)));
        }
        if (name.startsWith("#")) {
            return Matcher.quoteReplacement(Character.toString(
                    Integer.parseInt(name.substring(1))));
        }
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> " ";
        };
    }
}
