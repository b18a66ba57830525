package checker.book;

import java.nio.file.Path;
import java.util.List;

/**
 * A source of the book, read and converted.
 *
 * @param source the AsciiDoc file, absolute
 * @param page the name of its page: {@code 01-cpu-discovery.html}
 * @param lines those of the source
 * @param title as HTML
 * @param headings its sections
 * @param body its text as HTML, links and pictures as the author wrote them
 */
public record Text(Path source, String page, List<String> lines, String title,
        List<Heading> headings, String body) {

    /** Whether it is a step's lesson rather than a page of the folder {@code book}. */
    public boolean isLesson() {
        return source.endsWith("lesson.adoc");
    }

    /** The name without its ending, also that of the folder of its pictures. */
    public String name() {
        return page.replaceFirst("\\.html$", "");
    }

    /** The title without its markup; characters that HTML escapes are escaped still. */
    String plainTitle() {
        return title.replaceAll("<[^>]*>", "");
    }
}
