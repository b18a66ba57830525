package checker.book;

import java.util.ArrayList;
import java.util.List;

/** A table in AsciiDoc, made of text that is not. */
final class CellTable {

    private final List<String> lines = new ArrayList<>();

    /**
     * @param widths of its columns, one to another
     * @param heads what the columns are called, as AsciiDoc
     */
    CellTable(String widths, String... heads) {
        lines.add("[cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("|" + String.join(" |", heads));
        lines.add("");
    }

    /** A row of cells that are AsciiDoc. */
    void row(String... cells) {
        for (String cell : cells) {
            lines.add("|" + cell);
        }
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add("|===");
        return all;
    }

    /** Text as it is, whatever stands in it. */
    static String text(String text) {
        return text.isEmpty() ? ""
                : "pass:c[" + text.replace("]", "\\]").replace("|", "\\|") + "]";
    }

    /** The same, as code. */
    static String code(String text) {
        return "`" + text(text) + "`";
    }
}
