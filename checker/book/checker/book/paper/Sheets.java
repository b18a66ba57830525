package checker.book.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDestinationDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/**
 * A PDF as a reader finds it.
 *
 * @param title what the window says
 * @param author whose it is
 * @param language that of the text, for who is read to
 * @param places the sheet, from 1, of each place that a link may name
 * @param outline all its lines
 * @param figures the pictures in their order
 * @param sheets all of it
 */
public record Sheets(String title, String author, String language, Map<String, Integer> places,
        List<Bookmark> outline, List<Figure> figures, List<Sheet> sheets) {

    /** It warns of characters that fonts lack: those are counted here. */
    private static final Logger LIBRARY = Logger.getLogger("org.apache.pdfbox");

    /** Reads all of a PDF. */
    public static Sheets read(Path pdf) throws IOException {
        LIBRARY.setUseParentHandlers(false);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new Reading(document).all();
        }
    }

    /** Only the places, which takes a fraction of the time. */
    public static Map<String, Integer> places(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new Reading(document).places;
        }
    }

    /** One that is open. */
    private static final class Reading {

        private final PDDocument document;
        private final Map<COSDictionary, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> places = new TreeMap<>();

        Reading(PDDocument document) throws IOException {
            this.document = document;
            for (PDPage page : document.getPages()) {
                numbers.put(page.getCOSObject(), numbers.size() + 1);
            }
            PDDocumentNameDestinationDictionary named =
                    document.getDocumentCatalog().getDests();
            if (named != null) {
                for (COSName name : named.getCOSObject().keySet()) {
                    places.put(name.getName(), number(named.getDestination(name.getName())));
                }
            }
        }

        Sheets all() throws IOException {
            List<Sheet> sheets = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                sheets.add(new SheetReader(page).read(links(page)));
            }
            List<Bookmark> outline = new ArrayList<>();
            PDOutlineNode top = document.getDocumentCatalog().getDocumentOutline();
            if (top != null) {
                addBookmarks(top, 1, outline);
            }
            List<Figure> figures = new ArrayList<>();
            PDStructureNode tags = document.getDocumentCatalog().getStructureTreeRoot();
            if (tags != null) {
                addFigures(tags, sheets, figures);
            }
            return new Sheets(document.getDocumentInformation().getTitle(),
                    document.getDocumentInformation().getAuthor(),
                    document.getDocumentCatalog().getLanguage(), Map.copyOf(places), outline,
                    figures, sheets);
        }

        private int number(PDDestination destination) {
            return destination instanceof PDPageDestination there && there.getPage() != null
                    ? numbers.getOrDefault(there.getPage().getCOSObject(), 0) : 0;
        }

        private List<Link> links(PDPage page) throws IOException {
            List<Link> links = new ArrayList<>();
            for (PDAnnotation each : page.getAnnotations()) {
                if (each instanceof PDAnnotationLink link && link.getDestination() != null) {
                    PDDestination to = link.getDestination();
                    String name = to instanceof PDNamedDestination named
                            ? named.getNamedDestination() : "";
                    links.add(new Link(name, places.getOrDefault(name, number(to)) > 0));
                }
            }
            return links;
        }

        private void addBookmarks(PDOutlineNode node, int level, List<Bookmark> outline)
                throws IOException {
            for (PDOutlineItem item : node.children()) {
                outline.add(new Bookmark(level, item.getTitle(), number(item.getDestination())));
                addBookmarks(item, level + 1, outline);
            }
        }

        private void addFigures(PDStructureNode node, List<Sheet> sheets, List<Figure> figures) {
            for (Object kid : node.getKids()) {
                if (kid instanceof PDStructureElement element) {
                    if (element.getStructureType().equals("Figure")) {
                        figures.add(new Figure(element.getAlternateDescription(),
                                isDrawn(element, sheets)));
                    }
                    addFigures(element, sheets, figures);
                }
            }
        }

        private boolean isDrawn(PDStructureElement element, List<Sheet> sheets) {
            for (Object kid : element.getKids()) {
                if (kid instanceof PDStructureElement part && isDrawn(part, sheets)
                        || kid instanceof Integer mark
                                && isDrawn(element.getPage(), mark, sheets)
                        || kid instanceof PDMarkedContentReference elsewhere
                                && isDrawn(elsewhere.getPage(), elsewhere.getMCID(), sheets)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isDrawn(PDPage page, int part, List<Sheet> sheets) {
            Set<Integer> drawn = page == null ? Set.of()
                    : sheets.get(numbers.get(page.getCOSObject()) - 1).drawn();
            return drawn.contains(part);
        }
    }
}
