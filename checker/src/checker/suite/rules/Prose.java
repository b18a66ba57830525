package checker.suite.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that somebody reads in a text: what is left of AsciiDoc, Markdown or a picture without
 * listings, names in backquotes, macros, addresses and markup. A word with a digit or a bar in it
 * is a name and none of these, and so is one of a picture with a capital in its middle.
 */
final class Prose {

    private static final Pattern ADOC_VERBATIM = Pattern.compile("-{4,}|\\.{4,}|\\+{4,}|/{4,}");
    private static final Pattern MD_VERBATIM = Pattern.compile("\\s*(```).*");
    private static final Pattern BLOCK_MACRO = Pattern.compile("(\\w+)::[^\\s\\[]*\\[(.*)]\\s*");
    /** What of a macro's attributes is read: the text of a picture, a question, a title. */
    private static final Pattern READ = Pattern.compile(
            "\\b(?:question|title)=\"([^\"]*)\"|^\"([^\"]*)\"|^([^=\",]*)(?=,|$)");
    private static final Pattern NO_PROSE = Pattern.compile(
            "\\[.*]\\s*|:[\\w-]+:.*|//.*|include::.*|\\|={3,}");
    /** Attributes of a document that are read by people. */
    private static final Pattern TITLES = Pattern.compile(":(?:description|subtitle):(.*)");
    private static final List<Pattern> CODE = List.of(
            Pattern.compile("(?<!\\w)\\+`(?:[^`\\n]|\\n(?!\\s*\\n))+`\\+(?!\\w)"),
            Pattern.compile("`(?:[^`\\n]|\\n(?!\\s*\\n))+`"),
            Pattern.compile("(?:link:|xref:|https?://|mailto:)[^\\s\\[\\])<>]*"),
            Pattern.compile("\\[\\[[^\\]\\n]*]]"),
            Pattern.compile("<<[^,>]*,"),
            Pattern.compile("<<[^>]*>>"),
            Pattern.compile("\\]\\([^)\\s]*\\)"),
            Pattern.compile("\\{[\\w-]+\\}"),
            Pattern.compile("(?:kbd|btn|menu):\\S*\\["),
            Pattern.compile("<\\d+>"));
    private static final Pattern PICTURE_CODE = Pattern.compile(
            "(?s)<(style|marker)\\b.*?</\\1>"
            + "|<(text|tspan)[^>]*class=\"[^\"]*\\bs?mono\\b[^>]*>.*?</\\2>");
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?-->|<[^>]*>|&#?\\w+;");
    private static final Pattern WORD = Pattern.compile(
            "[\\p{L}\\p{N}_]+(?:['\u2019]\\p{L}+)*");
    /** With a digit or a bar; or hexadecimal by chance without a digit, as FEH. */
    private static final Pattern NAME = Pattern.compile(".*[\\p{N}_].*|[A-F]{2,}H?");
    /** A picture cannot mark what is a name. */
    private static final Pattern PICTURE_NAME = Pattern.compile("[A-Z]+[a-z]+[A-Z]\\w*");
    private static final Pattern INDENTED = Pattern.compile("(\\t| {4}).*");

    /**
     * A word where it stands.
     *
     * @param line counted from 1
     * @param text with a straight apostrophe, without the ending of a genitive
     */
    record Word(int line, String text) { }

    private Prose() {}

    /**
     * The words of a file.
     *
     * @param ending of its name: {@code adoc}, {@code md} or {@code svg}
     */
    static List<Word> words(String ending, List<String> lines) {
        String text = switch (ending) {
            case "svg" -> picture(String.join("\n", lines));
            case "md" -> withoutCode(withoutListings(ending, lines));
            default -> withoutCode(withoutListings(ending, lines).stream().map(Prose::readable)
                    .toList());
        };
        List<Word> words = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            for (MatchResult word : WORD.matcher(line).results().toList()) {
                boolean name = NAME.matcher(word.group()).matches() || ending.equals("svg")
                        && PICTURE_NAME.matcher(word.group()).matches();
                if (!name) {
                    words.add(new Word(number, word.group().replace('\u2019', '\'')
                            .replaceFirst("'s$", "")));
                }
            }
        }
        return words;
    }

    /** The lines of AsciiDoc or Markdown, with those of listings emptied. */
    static List<String> withoutListings(String ending, List<String> lines) {
        return ending.equals("md") ? unlisted(lines, MD_VERBATIM).stream()
                .map(line -> INDENTED.matcher(line).matches() ? "" : line).toList()
                : unlisted(lines, ADOC_VERBATIM);
    }

    private static List<String> unlisted(List<String> lines, Pattern delimiter) {
        List<String> left = new ArrayList<>();
        String open = "";
        for (String line : lines) {
            Matcher edge = delimiter.matcher(line);
            String mark = !edge.matches() ? "" : edge.groupCount() > 0 ? edge.group(1) : line;
            left.add(open.isEmpty() && mark.isEmpty() ? line : "");
            if (open.isEmpty()) {
                open = mark;
            } else if (mark.equals(open)) {
                open = "";
            }
        }
        return left;
    }

    private static String readable(String line) {
        Matcher macro = BLOCK_MACRO.matcher(line);
        if (macro.matches()) {
            return READ.matcher(macro.group(2)).results().flatMap(found ->
                            Stream.of(found.group(1), found.group(2),
                                    macro.group(1).equals("image") ? found.group(3) : null))
                    .filter(part -> part != null).collect(Collectors.joining(" "));
        }
        Matcher title = TITLES.matcher(line);
        return title.matches() ? title.group(1) : NO_PROSE.matcher(line).matches() ? "" : line;
    }

    /** Everything of no interest replaced by as many line ends as it had. */
    private static String withoutCode(List<String> lines) {
        String text = String.join("\n", lines);
        for (Pattern code : CODE) {
            text = blank(text, code);
        }
        return text;
    }

    private static String picture(String text) {
        return blank(blank(text, PICTURE_CODE), TAG);
    }

    private static String blank(String text, Pattern pattern) {
        return pattern.matcher(text).replaceAll(found ->
                found.group().chars().filter(letter -> letter == '\n')
                        .mapToObj(letter -> "\n").collect(Collectors.joining("", " ", " ")));
    }
}
