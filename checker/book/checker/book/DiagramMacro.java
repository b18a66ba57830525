package checker.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * A picture that is part of the page, so that a slide can show it part by part:
 *
 * <pre>
 * diagram::rsdp-to-madt.svg[]
 * diagram::rsdp-to-madt.svg[steps="rsdp;;xsdt arrow;;madt"]
 * </pre>
 *
 * What carries one of the ids is not there at first, and comes when its turn is; elsewhere than on
 * slides all is seen. The text for who cannot see it is the picture's own: {@code title} and
 * {@code desc}.
 */
final class DiagramMacro extends QuoteMacro {

    private final AtomicInteger count = new AtomicInteger();

    DiagramMacro() {
        super("diagram", "diagram::FILE.svg[steps=\"ID ID;;ID\"]", Set.of("steps"));
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        Path folder = Path.of(parent.getDocument().getAttribute("docdir").toString());
        Path file = folder.resolve(parent.getDocument().getAttribute("imagesdir").toString())
                .resolve(target).normalize();
        if (!Files.isRegularFile(file)) { // a deck has its step's pictures, and some of its own
            file = folder.resolve("pictures").resolve(target);
        }
        if (!target.endsWith(".svg")) {
            throw wrongForm();
        }
        if (!Files.isRegularFile(file)) {
            throw new QuoteException("there is no picture " + target);
        }
        Svg svg = read(file);
        if (!svg.isDescribed()) {
            throw new QuoteException("the picture needs a title and a desc that tells what it "
                    + "shows, and aria-labelledby with the ids of both");
        }
        Object steps = attributes.get("steps");
        if (steps != null) {
            List<String> turns = Arrays.asList(steps.toString().split(";;"));
            for (int turn = 0; turn < turns.size(); turn++) {
                for (String id : turns.get(turn).strip().split(" +")) {
                    svg = svg.withFragment(id, turn).orElseThrow(() ->
                            new QuoteException(target + " has nothing with the id " + id));
                }
            }
        }
        Block box = box(parent, "open", Map.of("role", "diagram"));
        box.append(createBlock(box, "pass", svg.apart("picture-" + count.incrementAndGet())));
        return box;
    }

    private static Svg read(Path file) {
        try {
            return new Svg(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
