package checker.book.paper;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One sheet of a PDF.
 *
 * @param width in points
 * @param lines its text in the order in which it is drawn
 * @param links what leads elsewhere in the PDF
 * @param strangeFonts those that the file does not have in it
 * @param drawn the parts that have lines, areas or images, by the numbers that tags give them
 */
public record Sheet(double width, List<Line> lines, List<Link> links, Set<String> strangeFonts,
        Set<Integer> drawn) {

    public Sheet {
        lines = List.copyOf(lines);
        links = List.copyOf(links);
        strangeFonts = Set.copyOf(strangeFonts);
        drawn = Set.copyOf(drawn);
    }

    /** All its text without white space: what is a space in a PDF is a matter of opinion. */
    public String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining())
                .replaceAll("[\\s\\u00a0\\p{Cf}]+", "");
    }
}
