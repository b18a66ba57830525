package checker.book;

import checker.quote.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;

/**
 * A block macro that the book replaces by what it quotes. Asciidoctor does not tell a macro in
 * which line it stands; so a quote that leads nowhere leaves its problem in the tree, where the
 * line is known once all is read.
 */
abstract class QuoteMacro extends BlockMacroProcessor {

    /** The attribute of a block that says why it could not be quoted. */
    static final String PROBLEM = "quote-problem";

    private final String form;
    private final Set<String> known;

    /**
     * @param name the macro's name
     * @param form how it is to be written, for the message when it is not
     * @param known the attributes that it takes
     */
    QuoteMacro(String name, String form, Set<String> known) {
        super(name);
        this.form = form;
        this.known = known;
    }

    @Override
    public final StructuralNode process(
            StructuralNode parent, String target, Map<String, Object> attributes) {
        try {
            if (!attributes.keySet().stream().allMatch(this::isKnown)) {
                throw wrongForm();
            }
            StructuralNode quoted = quote(parent, target, attributes);
            if (!known.contains("steps")) { // else it has steps of another kind
                Excerpt.of(attributes).takeFrom(quoted);
            }
            return quoted;
        } catch (QuoteException e) {
            return box(parent, "open", Map.of(PROBLEM, e.getMessage()));
        }
    }

    /**
     * What takes the macro's place.
     *
     * @throws QuoteException when it leads nowhere
     */
    abstract StructuralNode quote(
            StructuralNode parent, String target, Map<String, Object> attributes);

    /** A number that has to be given. */
    int number(Map<String, Object> attributes, String name) {
        String value = String.valueOf(attributes.get(name));
        if (!value.matches("\\d{1,2}")) {
            throw wrongForm();
        }
        return Integer.parseInt(value);
    }

    /** Positional attributes are there by their numbers, too. */
    private boolean isKnown(String attribute) {
        return known.contains(attribute) || Excerpt.ATTRIBUTES.contains(attribute)
                || attribute.matches("\\d+");
    }

    QuoteException wrongForm() {
        return new QuoteException("write " + form);
    }

    /** Lines of a source, to be put into a box: Asciidoctor would forget the style of one alone. */
    Block listing(StructuralNode box, List<String> lines, String language) {
        Block listing = createBlock(box, "listing", String.join("\n", lines),
                new HashMap<>(Map.of("language", language)), new HashMap<>());
        listing.setStyle("source");
        listing.setSubstitutions("highlight");
        return listing;
    }

    /** A box of other blocks, in the look of a role, with a title in AsciiDoc. */
    Block titled(StructuralNode parent, String role, String title) {
        Block box = box(parent, "open", Map.of("role", role));
        box.setTitle(title);
        return box;
    }

    /** What a patch does to a file, which can be folded away. */
    Block diff(StructuralNode parent, Change change, boolean open) {
        Map<String, Object> attributes = new HashMap<>(Map.of("collapsible-option", ""));
        if (open) {
            attributes.put("open-option", "");
        }
        Block file = box(parent, "example", attributes);
        file.setTitle(code(change.path()) + " +" + change.added() + " −" + change.removed());
        file.append(listing(file, change.lines(), "diff"));
        return file;
    }

    /** A box of other blocks. */
    Block box(StructuralNode parent, String context, Map<String, Object> attributes) {
        return createBlock(parent, context, List.of(), new HashMap<>(attributes),
                new HashMap<>(Map.of(ContentModel.KEY, ContentModel.COMPOUND)));
    }

    /** Text that Asciidoctor is to leave alone, as code. */
    static String code(String text) {
        return "`+" + text + "+`";
    }
}
