package checker.book;

import checker.book.live.Order;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * A session at the shell. The block holds what is typed, the page shows what the console then does:
 *
 * <pre>
 * [session, stage=0, arch=x86-64, expect="^1 2 8$;;sh$"]
 * ----
 * echo one two | wc
 * ps
 * ----
 * </pre>
 *
 * Each line is typed when a program reads from the terminal; {@code ^D} alone is the end of input.
 * Behind the last one comes what is written up to the next prompt, or up to the line that has the
 * text {@code until}, where a kernel is to panic or to hang.
 * The kernel's log is silent below warnings, unless {@code with} says otherwise.
 */
final class SessionBlock extends BlockProcessor {

    private static final String USUAL = "log=warn";
    private static final Set<String> KNOWN = LiveQuotes.known("until");

    private final LiveQuotes quotes;

    SessionBlock(LiveQuotes quotes) {
        super("session", new HashMap<>(Map.of(
                Contexts.KEY, List.of(Contexts.LISTING),
                ContentModel.KEY, ContentModel.RAW)));
        this.quotes = quotes;
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        List<String> typed = reader.readLines();
        try {
            if (!attributes.keySet().stream().allMatch(SessionBlock::isKnown)
                    || !attributes.containsKey("expect") || typed.isEmpty()) {
                throw new QuoteException("write [session, " + LiveQuotes.FORM
                        + ", until=\"TEXT\"]");
            }
            return session(parent, typed, attributes);
        } catch (QuoteException e) {
            return box(parent, Map.of(QuoteMacro.PROBLEM, e.getMessage()));
        }
    }

    private StructuralNode session(StructuralNode parent, List<String> typed,
            Map<String, Object> attributes) {
        MachineSpec spec = LiveQuotes.machine(attributes, USUAL);
        List<String> details = new ArrayList<>(List.of(LiveQuotes.text(attributes, "until", "")));
        details.addAll(typed);
        List<String> lines = quotes.answer(attributes,
                new Order(Order.Kind.SESSION, spec, details));
        LiveQuotes.requireExpected(attributes, lines);
        Block box = box(parent, Map.of("role", "code live"));
        box.setTitle(LiveQuotes.text(attributes, "title",
                "At the shell: " + LiveQuotes.place(attributes, spec)));
        Block listing = createBlock(box, "listing", String.join("\n", lines),
                new HashMap<>(Map.of("language", "console")), new HashMap<>());
        listing.setStyle("source");
        listing.setSubstitutions("highlight");
        box.append(listing);
        return box;
    }

    private Block box(StructuralNode parent, Map<String, Object> attributes) {
        return createBlock(parent, "open", List.of(), new HashMap<>(attributes),
                new HashMap<>(Map.of(ContentModel.KEY, ContentModel.COMPOUND)));
    }

    /** The block's own name is there by number, and what Asciidoctor adds by itself. */
    private static boolean isKnown(String attribute) {
        return KNOWN.contains(attribute) || attribute.matches("\\d+|style|cloaked-context");
    }
}
