package checker.book;

import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** What a command exits with, as the command itself has it: {@code exits::check[]}. */
final class ExitsMacro extends QuoteMacro {

    private final Commands commands;

    ExitsMacro(Commands commands) {
        super("exits", "exits::COMMAND[]", Set.of());
        this.commands = commands;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        Map<String, String> codes = commands.find(target).usageMessage().exitCodeList();
        if (codes == null || codes.isEmpty()) {
            throw new QuoteException("./jbang " + target + " lists no exit codes");
        }
        CellTable table = new CellTable("1,6", "Exit code", "When");
        codes.forEach((code, meaning) ->
                table.row(CellTable.code(code), CellTable.text(meaning)));
        Block box = box(parent, "open", Map.of("role", "exits"));
        parseContent(box, table.lines());
        return box;
    }
}
