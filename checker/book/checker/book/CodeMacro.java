package checker.book;

import checker.quote.Definition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.PositionalAttributes;

/**
 * A source of a stage, or what it defines by a name:
 *
 * <pre>
 * code::kernel/smp/CPURecord.c[RecordCPU, stage=1]
 * code::kernel/smp/BootPolicy.h[stage=1]
 * </pre>
 */
@PositionalAttributes("name")
final class CodeMacro extends QuoteMacro {

    private final Stages stages;

    CodeMacro(Stages stages) {
        super("code", "code::kernel/FILE[NAME, stage=N]", Set.of("name", "stage"));
        this.stages = stages;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        int stage = number(attributes, "stage");
        Object name = attributes.get("name");
        List<String> lines = stages.lines(stage, target);
        String title = code(target);
        if (name != null) {
            Definition definition = Stages.definition(lines, name.toString(),
                    target + " of stage " + stage);
            lines = definition.of(lines);
            title = code(name.toString()) + " in " + title;
        }
        Block box = titled(parent, "code", title + ", stage " + stage);
        if (name != null) {
            mark(box, name.toString());
        }
        box.append(listing(box, lines, target.endsWith(".S") ? "gas" : "c"));
        return box;
    }

    /** The first quote of a name on a page is where the index of functions leads to. */
    private static void mark(Block box, String name) {
        String anchor = Quoted.anchor(name);
        if (box.getDocument().getAttribute(anchor) == null) {
            box.getDocument().setAttribute(anchor, "", true);
            box.setId(anchor);
        }
    }
}
