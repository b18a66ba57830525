package checker.book;

import checker.report.Cause;
import checker.report.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * All ways in which a case can end, from the least to the gravest, with the causes that lead there:
 * {@code outcomes::all[]}.
 */
final class OutcomesMacro extends QuoteMacro {

    OutcomesMacro() {
        super("outcomes", "outcomes::all[]", Set.of());
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        if (!target.equals("all")) {
            throw wrongForm();
        }
        CellTable table = new CellTable("2,1,1,2,5",
                "Outcome", "Symbol", "Exit code", "Blames the kernel", "Causes");
        for (Outcome outcome : Outcome.values()) {
            table.row(CellTable.text(outcome.words()),
                    CellTable.code(String.valueOf(outcome.symbol())),
                    CellTable.code(String.valueOf(outcome.exitCode())),
                    outcome.blamesTheKernel() ? "yes" : "no",
                    CellTable.text(causes(outcome)));
        }
        Block box = box(parent, "open", Map.of("role", "outcomes"));
        parseContent(box, table.lines());
        return box;
    }

    private static String causes(Outcome outcome) {
        return Arrays.stream(Cause.values()).filter(cause -> cause.outcome() == outcome)
                .map(Cause::words).collect(Collectors.joining("; "));
    }
}
