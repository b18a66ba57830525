package checker.book.live;

import java.util.ArrayList;
import java.util.List;

/**
 * A table to be shown.
 *
 * @param title what it is, without where it was seen
 * @param source the manual that describes it
 * @param kinds of the columns: m for numbers and names of code, d for words
 * @param columns their headings
 * @param rows each with as many cells
 */
public record Grid(String title, String source, String kinds, List<String> columns,
        List<List<String>> rows) {

    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Its text, a line for the title and one for each row, to be searched. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(title));
        rows.forEach(row -> lines.add(String.join(" ", row)));
        return List.copyOf(lines);
    }
}
