package checker.book;

import java.util.List;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/**
 * A section of a page.
 *
 * @param anchor its id
 * @param title as HTML
 * @param below the sections in it
 */
public record Heading(String anchor, String title, List<Heading> below) {

    /** The sections right in a part of a document, each with those in it. */
    static List<Heading> in(StructuralNode node) {
        return node.getBlocks().stream()
                .filter(Section.class::isInstance).map(Section.class::cast)
                .map(section -> new Heading(
                        section.getId(), section.getTitle(), in(section)))
                .toList();
    }
}
