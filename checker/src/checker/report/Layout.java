package checker.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts text into the columns of a page.
 *
 * @param width columns in all
 */
public record Layout(int width) {

    /** Columns before a field's value. */
    static final int LABEL = 13;
    private static final int INDENT = 2;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;

    /** A page as wide as the terminal, within what can be read well. */
    public Layout {
        width = Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /**
     * A label and its value, the value wrapped beside it; a value of several lines keeps them.
     * A word that is longer than a line is not broken: a path stays in one piece.
     */
    List<String> field(String label, String value) {
        List<String> lines = new ArrayList<>();
        String before = " ".repeat(INDENT) + label + " ".repeat(
                Math.max(1, LABEL - INDENT - label.length()));
        for (String paragraph : value.lines().toList()) {
            for (String line : wrapped(paragraph, width - LABEL)) {
                lines.add((before + line).stripTrailing());
                before = " ".repeat(LABEL);
            }
        }
        return lines.isEmpty() ? List.of(before.stripTrailing()) : lines;
    }

    /** A label and lines that must not be wrapped, such as source text or a log. */
    List<String> verbatim(String label, List<String> value) {
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(INDENT) + label);
        value.forEach(line -> lines.add((" ".repeat(2 * INDENT) + line).stripTrailing()));
        return lines;
    }

    /** The text in lines that fit beside something of that many columns. */
    List<String> beside(int columns, String text) {
        return wrapped(text, width - columns);
    }

    /** The text cut to one line of the page. */
    public String clipped(String text) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    /** The text cut so that it fits indented as {@link #verbatim} has it. */
    String clippedBlock(String text) {
        int room = width - 2 * INDENT;
        return text.length() <= room ? text : text.substring(0, room - 3) + "...";
    }

    /** The text broken at blanks into lines of at most {@code columns}. */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
