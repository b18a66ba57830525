package checker.book;

import checker.book.live.Order;
import checker.junit.StartRun;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.asciidoctor.ast.StructuralNode;

/**
 * How the four CPUs of a machine come up, as a picture and, folded, in words:
 *
 * <pre>
 * starts::boot[stage=3, scale=squeezed, expect="CPU 3 online"]
 * </pre>
 *
 * <p>It is what {@code check step-3 --trace} draws. With {@code scale=squeezed} pauses are drawn
 * shorter than they are.
 */
final class StartsMacro extends QuoteMacro {

    private static final String FORM = "starts::boot[stage=N or step=N, mistake=NAME; arch=x86-32"
            + " or x86-64, scale=squeezed, expect=\"PATTERN;;PATTERN\"]";

    private final LiveQuotes quotes;

    StartsMacro(LiveQuotes quotes) {
        super("starts", FORM,
                Set.of("stage", "step", "mistake", "arch", "scale", "expect", "title"));
        this.quotes = quotes;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        String scale = LiveQuotes.text(attributes, "scale", "");
        if (!target.equals("boot") || !attributes.containsKey("expect")
                || !scale.matches("(squeezed)?")) {
            throw wrongForm();
        }
        MachineSpec spec = StartRun.machine(
                LiveQuotes.machine(attributes, "").architecture());
        String id = "starts-" + Integer.toHexString(
                new TreeMap<>(attributes).toString().hashCode());
        List<String> lines = quotes.answer(attributes, Order.of(Order.Kind.STARTS, spec, id,
                String.valueOf(!scale.isEmpty())));
        List<String> words = lines.subList(1, lines.size());
        LiveQuotes.requireExpected(attributes, words);
        return TimelineMacro.box(this, parent, LiveQuotes.text(attributes, "title",
                "How the CPUs come up: " + LiveQuotes.place(attributes, spec)
                + (scale.isEmpty() ? "" : ", pauses shortened, in microseconds from the left")),
                lines);
    }
}
