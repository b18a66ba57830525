package checker.book;

import checker.book.live.Order;
import checker.machine.MachineSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * What a kernel recorded of itself in its trace ring, as a picture and, folded, in words:
 *
 * <pre>
 * timeline::boot[stage=0, from=20, to=45.5, expect="interrupt 0x20"]
 * timeline::boot[stage=0, script="echo one | wc", from=100, to=140, expect="task \d+ wc"]
 * </pre>
 *
 * The run ends at the function {@code at}: {@code KernelReady}, or {@code PowerOff} where the shell
 * has a script. The ring holds the last 2048 records. Times are milliseconds since the machine was
 * switched on. With {@code scale=squeezed} pauses are drawn shorter than they are.
 */
final class TimelineMacro extends QuoteMacro {

    private static final String TIME = "\\d{1,6}(\\.\\d{1,3})?";

    private final LiveQuotes quotes;

    TimelineMacro(LiveQuotes quotes) {
        super("timeline", "timeline::boot[" + LiveQuotes.FORM
                + ", at=FUNCTION, script=\"COMMANDS\", from=MILLISECONDS, to=MILLISECONDS,"
                + " scale=squeezed]",
                LiveQuotes.known("at", "script", "from", "to", "scale"));
        this.quotes = quotes;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        String script = LiveQuotes.text(attributes, "script", "");
        String from = LiveQuotes.text(attributes, "from", "0");
        String to = LiveQuotes.text(attributes, "to", "999999");
        String scale = LiveQuotes.text(attributes, "scale", "");
        if (!target.equals("boot") || !attributes.containsKey("expect") || !from.matches(TIME)
                || !to.matches(TIME) || !scale.matches("(squeezed)?")) {
            throw wrongForm();
        }
        MachineSpec spec = LiveQuotes.machine(attributes, "");
        String at = LiveQuotes.text(attributes, "at", script.isEmpty() ? "KernelReady"
                : "PowerOff");
        String id = "timeline-" + Integer.toHexString(
                new TreeMap<>(attributes).toString().hashCode());
        List<String> lines = quotes.answer(attributes, Order.of(Order.Kind.TIMELINE, spec, at,
                script, from, to, id, String.valueOf(!scale.isEmpty())));
        List<String> words = lines.subList(1, lines.size());
        LiveQuotes.requireExpected(attributes, words);
        return box(this, parent, LiveQuotes.text(attributes, "title", "Timeline: "
                + LiveQuotes.place(attributes, spec)
                + (script.isEmpty() ? "" : ", " + code(script))
                + (scale.isEmpty() ? "" : ", pauses shortened, in microseconds from the left")),
                lines);
    }

    /** The box of a macro's picture; behind the picture are the lines that say it in words. */
    static Block box(QuoteMacro macro, StructuralNode parent, String title, List<String> lines) {
        Block box = macro.box(parent, "open", Map.of("role", "live"));
        box.setTitle(title);
        box.append(macro.createBlock(box, "pass", picture(lines.get(0),
                lines.subList(1, lines.size())), new HashMap<>(), new HashMap<>()));
        return box;
    }

    /** With all of it in words, for who cannot see it and for who wants to know exactly. */
    private static String picture(String picture, List<String> words) {
        return "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline\">"
                + picture + "</div>\n<details><summary>The same in words: " + words.size()
                + " records, in milliseconds</summary>\n<div class=\"content\"><pre>"
                + words.stream().map(TimelineMacro::escaped).collect(Collectors.joining("\n"))
                + "</pre></div></details>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
