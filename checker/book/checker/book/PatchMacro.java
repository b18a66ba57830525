package checker.book;

import checker.course.SeriesPatch;
import checker.quote.Change;
import checker.quote.Definition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * A patch with its message, whole or what it does to one function; or what a step does to a file.
 *
 * <pre>
 * patch::0001-name.patch[step=1]
 * patch::0001-name.patch[step=1, function=RecordCPU]
 * patch::[step=1, file=kernel/smp/CPURecord.c]
 * </pre>
 */
final class PatchMacro extends QuoteMacro {

    private final Stages stages;

    PatchMacro(Stages stages) {
        super("patch", "patch::FILE[step=N]", Set.of("step", "function", "file"));
        this.stages = stages;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        if (target.isEmpty()) {
            return file(parent, number(attributes, "step"), attributes);
        }
        SeriesPatch patch = stages.patch(number(attributes, "step"), target);
        Object function = attributes.get("function");
        List<Change> changes = Change.of(patch.mail().change());
        if (function != null) {
            changes = List.of(within(patch, changes, function.toString()));
        }
        Block box = titled(parent, "patch", "Patch " + patch.number() + " of step "
                + patch.step() + ": " + code(patch.mail().subject()));
        Block message = createBlock(box, "literal", patch.mail().message(),
                new HashMap<>(Map.of("role", "message")));
        message.setSubstitutions("specialcharacters");
        box.append(message);
        changes.forEach(change -> box.append(diff(box, change, true)));
        return box;
    }

    /** What all patches of a step together do to a file. */
    private Block file(StructuralNode parent, int step, Map<String, Object> attributes) {
        if (!attributes.containsKey("file")) {
            throw wrongForm();
        }
        String path = attributes.get("file").toString();
        Change change = stages.changes(step).stream()
                .filter(each -> each.path().equals(path)).findFirst()
                .orElseThrow(() -> new QuoteException("step " + step + " does not change " + path));
        Block box = titled(parent, "patch", "Step " + step);
        box.append(diff(box, change, true));
        return box;
    }

    private Change within(SeriesPatch patch, List<Change> changes, String function) {
        for (Change change : changes) {
            Optional<Definition> definition = Definition.find(
                    stages.lines(patch, change.path()), function);
            Change part = definition.map(change::within).orElse(new Change("", List.of()));
            if (!part.lines().isEmpty()) {
                return part;
            }
        }
        throw new QuoteException(patch.path() + " changes no " + function);
    }
}
