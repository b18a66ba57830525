package checker.book;

import checker.book.live.Grid;
import checker.book.live.LiveException;
import checker.book.live.Order;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** A quote of a booted machine that is a table. */
abstract class GridMacro extends QuoteMacro {

    private static final String READY = "KernelReady";

    private final LiveQuotes quotes;

    GridMacro(String name, String form, Set<String> known, LiveQuotes quotes) {
        super(name, form, known);
        this.quotes = quotes;
    }

    @Override
    final StructuralNode quote(StructuralNode parent, String target,
            Map<String, Object> attributes) {
        if (!attributes.containsKey("expect")) {
            throw wrongForm();
        }
        try {
            MachineSpec spec = LiveQuotes.machine(attributes, "");
            String at = LiveQuotes.text(attributes, "at", READY);
            Grid grid = grid(target, attributes, spec,
                    List.of(at, LiveQuotes.text(attributes, "script", "")));
            LiveQuotes.requireExpected(attributes, grid.lines());
            Block box = box(parent, "open", Map.of("role", "live"));
            String title = LiveQuotes.text(attributes, "title", escaped(grid.title()) + ": "
                    + LiveQuotes.place(attributes, spec) + ", at " + code(at)
                    + (attributes.containsKey("script")
                    ? ", " + code(attributes.get("script").toString()) : ""));
            parseContent(box, lines(grid, title));
            return box;
        } catch (LiveException e) {
            throw new QuoteException(e.getMessage());
        }
    }

    /** What a machine showed. */
    List<String> answer(Map<String, Object> attributes, Order order) {
        return quotes.answer(attributes, order);
    }

    /**
     * The table.
     *
     * @param moment the function at which to look, and the script that the shell runs
     */
    abstract Grid grid(String target, Map<String, Object> attributes, MachineSpec spec,
            List<String> moment);

    private static List<String> lines(Grid grid, String title) {
        List<String> lines = new ArrayList<>();
        lines.add("." + title + (grid.source().isEmpty() ? "" : " (" + grid.source() + ")"));
        lines.add("[.grid,caption=\"\",cols=\"" + grid.kinds()
                + "\",options=\"header,autowidth\"]");
        lines.add("|===");
        lines.add("|" + String.join(" |", grid.columns()));
        lines.add("");
        for (List<String> row : grid.rows()) {
            row.forEach(cell -> lines.add("|" + escaped(cell)));
        }
        lines.add("|===");
        return lines;
    }

    /** Text that AsciiDoc leaves alone. */
    private static String escaped(String text) {
        return text.isEmpty() ? ""
                : "pass:c[" + text.replace("]", "\\]").replace("|", "\\|") + "]";
    }
}
