package checker.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser may break names, options and paths that stand in a line of text. By itself it
 * breaks {@code --seed} behind its hyphens, and a name that is too long for a column anywhere.
 *
 * <p>What has blanks is broken there. What has none and is short stays whole; in tables, whose
 * columns are narrow, less counts as short. All else may be broken between the words of a name and
 * the parts of a path. Tables of what a machine showed have lines that are not broken at all.
 */
final class InlineCode {

    /** With attributes it is the code of a listing. */
    private static final Pattern CODE_OR_TABLE = Pattern.compile(
            "<code>([^<]*)</code>|<table class=\"([^\"]*)\"|</table>");
    private static final Pattern ENTITY = Pattern.compile("&[^;]*;");
    private static final Pattern JOINT = Pattern.compile(
            "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[\\w.][/_])(?=\\w)|(?=\\[)");
    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern WITH_HYPHEN = Pattern.compile(
            "(?<!\\S)(?=\\S*-)[^\\s&]{2,20}(?!\\S)");
    private static final int SHORT = 20;
    private static final int SHORT_IN_TABLE = 12;

    private int most = SHORT;
    private boolean isGrid;

    private InlineCode() {}

    /** A page's text with such places marked. */
    static String mark(String body) {
        InlineCode code = new InlineCode();
        return CODE_OR_TABLE.matcher(body).replaceAll(found ->
                Matcher.quoteReplacement(code.marked(found.group(), found.group(1),
                        found.group(2))));
    }

    private String marked(String all, String code, String table) {
        if (code == null) {
            most = table == null ? SHORT : SHORT_IN_TABLE;
            isGrid = table != null && table.matches("(.* )?grid( .*)?");
            return all;
        }
        if (isGrid) {
            return all;
        }
        int length = ENTITY.matcher(code).replaceAll(".").length();
        boolean fits = length <= most || length <= SHORT && code.startsWith("-");
        if (BLANK.matcher(code).find()) {
            return "<code>" + WITH_HYPHEN.matcher(code)
                    .replaceAll("<span class=\"whole\">$0</span>") + "</code>";
        }
        return fits ? "<code class=\"whole\">" + code + "</code>"
                : "<code>" + JOINT.matcher(code).replaceAll("<wbr>") + "</code>";
    }
}
