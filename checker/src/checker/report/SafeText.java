package checker.report;

import java.util.List;

/**
 * Makes text that a kernel wrote fit to be shown. A kernel can print anything: escape sequences
 * that redraw the terminal, bytes that are no text, lines without an end. What is shown is
 * printable ASCII, and all else is written out as an escape that says what was there.
 */
public final class SafeText {

    private static final int LONGEST_LINE = 400;
    private static final int LOOKED_AT = 1000; // characters, for each line that is wanted
    private static final int FIRST_PRINTABLE = ' ';
    private static final int LAST_PRINTABLE = '~';

    private SafeText() {}

    /** One line: printable ASCII, at most some hundred characters. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < text.length() && line.length() < LONGEST_LINE) {
            int character = text.codePointAt(at);
            line.append(shown(character));
            at += Character.charCount(character);
        }
        int left = text.length() - at;
        return left > 0 ? line + "... (" + left + " more characters)" : line.toString();
    }

    /** Several lines, each made safe; the line ends stay. */
    public static String lines(String text) {
        return String.join("\n", text.lines().map(SafeText::line).toList());
    }

    /**
     * The last lines of what a kernel wrote.
     *
     * @param text anything, of which only the end is looked at
     * @param most how many lines at most
     */
    public static List<String> lastLines(String text, int most) {
        int bound = Math.max(0, text.length() - most * LOOKED_AT);
        List<String> lines = text.substring(bound).lines().filter(line -> !line.isBlank())
                .map(line -> line(withoutReturn(line))).toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** Whether a character is allowed in XML 1.0 and harmless in a report. */
    static boolean isPlain(int character) {
        return character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE;
    }

    private static String shown(int character) {
        if (isPlain(character)) {
            return Character.toString(character);
        }
        return switch (character) {
            case '\t' -> " ";
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case 0x1b -> "\\e";
            default -> character < 0x100
                    ? String.format("\\x%02x", character)
                    : String.format("\\u{%x}", character);
        };
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
