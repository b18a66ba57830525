package checker.book;

import checker.book.live.Order;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * What a kernel writes while it boots, on the deterministic machine:
 *
 * <pre>
 * log::boot[stage=1, arch=x86-64, cpus=4, with="log=debug", expect="cpu: 4 CPUs"]
 * log::boot[stage=0, from="acpi:", to="boot: ready", expect="MADT"]
 * log::boot[stage=0, only="acpi: ", expect="MADT"]
 * </pre>
 *
 * All of it up to {@code KernelReady}, or from the first line that has one text to the first that
 * has another, which may come later; or only the lines that have a text.
 */
final class LogMacro extends QuoteMacro {

    private final LiveQuotes quotes;

    LogMacro(LiveQuotes quotes) {
        super("log", "log::boot[" + LiveQuotes.FORM
                + ", from=\"TEXT\", to=\"TEXT\", only=\"TEXT\"]",
                LiveQuotes.known("from", "to", "only"));
        this.quotes = quotes;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        if (!target.equals("boot") || !attributes.containsKey("expect")) {
            throw wrongForm();
        }
        MachineSpec spec = LiveQuotes.machine(attributes, "");
        String to = LiveQuotes.text(attributes, "to", "");
        List<String> all = quotes.answer(attributes, to.isEmpty()
                ? Order.of(Order.Kind.LOG, spec) : Order.of(Order.Kind.LOG, spec, to));
        List<String> lines = part(all, LiveQuotes.text(attributes, "from", ""),
                LiveQuotes.text(attributes, "only", ""));
        LiveQuotes.requireExpected(attributes, lines);
        Block box = box(parent, "open", Map.of("role", "code live"));
        box.setTitle(LiveQuotes.text(attributes, "title", "Boot log: "
                + LiveQuotes.place(attributes, spec)
                + (spec.commandLine().isEmpty() ? "" : ", " + code(spec.commandLine()))));
        box.append(listing(box, lines, "text"));
        return box;
    }

    /** With a mark where lines are left out. */
    private static List<String> part(List<String> all, String from, String only) {
        int first = IntStream.range(0, all.size()).filter(index -> all.get(index).contains(from))
                .findFirst().orElseThrow(() -> new QuoteException("no line has " + from));
        List<String> lines = new ArrayList<>();
        int left = -1;
        for (int index = first; index < all.size(); index++) {
            if (all.get(index).contains(only)) {
                if (left >= 0 && left < index - 1) {
                    lines.add("...");
                }
                lines.add(all.get(index));
                left = index;
            }
        }
        if (lines.isEmpty()) {
            throw new QuoteException("no line has " + only);
        }
        return lines;
    }
}
