package checker.book.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * What Chromium does not say of a PDF.
 *
 * @param author whose it is
 * @param subject what it is about
 * @param titles those of the outline's lines: Chromium's lack a space where a heading was broken
 */
public record Binding(String author, String subject, List<String> titles) {

    /** Writes a PDF that says it, in less room. */
    public void bind(Path printed, Path bound) throws IOException {
        try (PDDocument document = Loader.loadPDF(printed.toFile())) {
            PDDocumentInformation about = document.getDocumentInformation();
            about.setAuthor(author);
            about.setSubject(subject);
            about.setCreator("jbang book");
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            PDViewerPreferences window = new PDViewerPreferences(
                    new COSDictionary());
            window.setDisplayDocTitle(true);
            catalog.setViewerPreferences(window);
            if (catalog.getDocumentOutline() != null) {
                catalog.setPageMode(PageMode.USE_OUTLINES);
                name(catalog.getDocumentOutline(), titles.iterator());
            }
            document.save(bound.toFile());
        }
    }

    private static void name(PDOutlineNode node, Iterator<String> titles) {
        for (PDOutlineItem item : node.children()) {
            if (titles.hasNext()) {
                String title = titles.next();
                if (squeezed(title).equals(squeezed(item.getTitle()))) {
                    item.setTitle(title);
                }
            }
            name(item, titles);
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\u00a0\\p{Cf}]+", "");
    }
}
