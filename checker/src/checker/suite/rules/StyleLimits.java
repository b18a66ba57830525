package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes that a reader can take in: files of 300 lines, functions of 40, lines of 100 columns.
 *
 * <p>A function is found by its layout, which all code here shares: a line that opens a block with
 * {@code ") {"} and is no statement, up to the brace that closes at the same depth.
 */
public final class StyleLimits {

    /** The longest file, in lines. */
    public static final int FILE_LINES = 300;
    /** The longest function, in lines from its name to its closing brace. */
    public static final int FUNCTION_LINES = 40;
    /** The widest line, in characters. */
    public static final int COLUMNS = 100;

    private static final Set<String> CODE = Set.of("c", "h", "S", "java", "ld", "sh", "cmd");
    private static final Set<String> WITH_FUNCTIONS = Set.of("c", "java");
    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*(\\}|if|else|for|while|do|switch|try|catch|finally|synchronized|return|case"
            + "|new|default|throw|@|//|\\*|/\\*|#)\\b?.*");
    private static final Pattern TYPE = Pattern.compile(
            ".*\\b(class|interface|enum|record|struct|union)\\b.*");
    private static final Pattern NAME = Pattern.compile("([A-Za-z_]\\w*)(?:<.*>)?\\s*\\(");

    private StyleLimits() {}

    /** What is too long below a folder. */
    public static List<Breach> breaches(Path folder) {
        List<Breach> breaches = new ArrayList<>();
        for (Path file : Sources.below(folder, CODE)) {
            List<String> lines = Sources.lines(folder.resolve(file));
            if (lines.size() > FILE_LINES) {
                breaches.add(new Breach(file, 0, lines.size() + " lines; the limit is "
                        + FILE_LINES));
            }
            columns(file, lines, breaches);
            if (WITH_FUNCTIONS.contains(Sources.ending(file))) {
                functions(file, lines, breaches);
            }
        }
        return List.copyOf(breaches);
    }

    private static void columns(Path file, List<String> lines, List<Breach> breaches) {
        for (int index = 0; index < lines.size(); index++) {
            int columns = lines.get(index).codePointCount(0, lines.get(index).length());
            if (columns > COLUMNS) {
                breaches.add(new Breach(file, index + 1, columns + " columns; the limit is "
                        + COLUMNS));
            }
        }
    }

    private static void functions(Path file, List<String> lines, List<Breach> breaches) {
        for (int index = 0; index < lines.size(); index++) {
            int first = signature(lines, index);
            if (first >= 0) {
                int last = closing(lines, index, indentation(lines.get(first)));
                int length = last - first + 1;
                if (length > FUNCTION_LINES) {
                    breaches.add(new Breach(file, first + 1, name(lines.get(first)) + " has "
                            + length + " lines; the limit is " + FUNCTION_LINES));
                }
            }
        }
    }

    /** The first line of the function whose body opens in a line; -1 when none does. */
    private static int signature(List<String> lines, int opening) {
        String line = lines.get(opening);
        boolean opens = line.endsWith(") {") || line.matches(".*\\)\\s*throws [\\w., ]+ \\{")
                || line.matches("\\s+throws [\\w., ]+ \\{");
        int first = opening;
        while (opens && first > 0 && continues(lines, first)) {
            first--;
        }
        String start = lines.get(first);
        boolean condition = first > 0 && lines.get(first - 1).matches(".*(&&|\\|\\|)");
        boolean function = opens && !condition && NAME.matcher(start).find()
                && !STATEMENT.matcher(start).matches()
                && !TYPE.matcher(start.replaceAll("\\(.*", "")).matches()
                && !start.contains("->") && !start.contains("=");
        return function ? first : -1;
    }

    /** Whether a line goes on with the one before: a signature of several lines. */
    private static boolean continues(List<String> lines, int index) {
        String before = lines.get(index - 1);
        return (before.endsWith(",") || before.endsWith("(") || before.endsWith(")"))
                && indentation(lines.get(index)) > indentation(before)
                && !STATEMENT.matcher(before).matches();
    }

    private static int closing(List<String> lines, int opening, int indentation) {
        String brace = " ".repeat(indentation) + "}";
        for (int index = opening + 1; index < lines.size(); index++) {
            if (lines.get(index).startsWith(brace)) {
                return index;
            }
        }
        return opening;
    }

    private static int indentation(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }

    private static String name(String signature) {
        Matcher name = NAME.matcher(signature);
        return name.find() ? name.group(1) : "a function";
    }
}
