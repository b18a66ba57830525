package checker.book;

import checker.quote.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * The files that a step changes, or a patch of it, as nested lists with the numbers of lines:
 *
 * <pre>
 * tree::[step=1]
 * tree::0001-name.patch[step=1]
 * </pre>
 */
final class TreeMacro extends QuoteMacro {

    private final Stages stages;

    TreeMacro(Stages stages) {
        super("tree", "tree::[step=N] or tree::FILE[step=N]", Set.of("step"));
        this.stages = stages;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        int step = number(attributes, "step");
        List<Change> changes = target.isEmpty() ? stages.changes(step)
                : Change.of(stages.patch(step, target).mail().change());
        Block box = titled(parent, "tree", (target.isEmpty() ? "Step " + step : code(target))
                + ": " + (changes.size() == 1 ? "1 file" : changes.size() + " files") + ", "
                + counts(changes));
        Map<String, Change> files = new TreeMap<>();
        changes.forEach(change -> files.put(change.path(), change));
        List<String> lines = new ArrayList<>();
        list(files, "", "*", lines);
        parseContent(box, lines);
        return box;
    }

    /** Lists what is below a folder; folders with nothing but one folder in them share its line. */
    private static void list(Map<String, Change> files, String folder, String marker,
            List<String> lines) {
        Map<String, Map<String, Change>> below = new TreeMap<>();
        files.forEach((path, change) -> below
                .computeIfAbsent(first(path.substring(folder.length())), key -> new TreeMap<>())
                .put(path, change));
        below.forEach((name, members) -> {
            String shown = name;
            while (shown.endsWith("/") && only(members, folder + shown).endsWith("/")) {
                shown += only(members, folder + shown);
            }
            lines.add(marker + " " + code(shown)
                    + (shown.endsWith("/") ? "" : " " + counts(List.copyOf(members.values()))));
            if (shown.endsWith("/")) {
                list(members, folder + shown, marker + "*", lines);
            }
        });
    }

    /** The one name that all have next in a folder; empty when they have several. */
    private static String only(Map<String, Change> members, String folder) {
        List<String> names = members.keySet().stream()
                .map(path -> first(path.substring(folder.length()))).distinct().toList();
        return names.size() == 1 ? names.get(0) : "";
    }

    /** A path's first part, with its slash when it is a folder. */
    private static String first(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash + 1);
    }

    private static String counts(List<Change> changes) {
        return "&#43;" + changes.stream().mapToLong(Change::added).sum()
                + " −" + changes.stream().mapToLong(Change::removed).sum();
    }
}
