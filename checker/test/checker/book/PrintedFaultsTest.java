package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.book.paper.Bookmark;
import checker.book.paper.Figure;
import checker.book.paper.Line;
import checker.book.paper.Sheet;
import checker.book.paper.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A printed book of two pages, and the same with one thing wrong in it. */
class PrintedFaultsTest {

    private static final String ALTERNATIVE = "The map of memory, from bottom to top";
    private static final String BODY = """
            <p>See <a href="two.html#_end">the end</a>.</p>
            <h2 id="_start">The start</h2>
            <pre>int A;
            return 42;</pre>
            <div class="imageblock"><img src="pictures/index/map.svg" alt="%s"></div>
            """.formatted(ALTERNATIVE);

    @TempDir private static Path folder;
    private static PrintedText text;
    private static Sheets sound;

    @BeforeAll
    static void print() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        Path map = folder.toRealPath().resolve("book/pictures/map.svg");
        Files.createDirectories(map.getParent());
        Files.writeString(map, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
                + "<rect width=\"9\" height=\"9\"/></svg>");
        Text one = text("index", List.of(new Heading("_start", "The start", List.of())), BODY);
        Text two = text("two", List.of(new Heading("_end", "The end", List.of())),
                "<h2 id=\"_end\">The end</h2>\n<p>That was it.</p>\n");
        Map<Text, String> bodies = Map.of(one, one.body(), two, two.body());
        text = new PrintedText(List.of(one, two), bodies);
        PrintedBook book = new PrintedBook(sample.repository(), List.of(one, two), bodies,
                Map.of("pictures/index/map.svg", map), "test");
        assertEquals(List.of(), book.make());
        sound = Sheets.read(book.file());
    }

    private static Text text(String name, List<Heading> headings, String body)
            throws IOException {
        return new Text(folder.toRealPath().resolve("book/" + name + ".adoc"), name + ".html",
                body.lines().toList(), "Title of " + name, headings, body);
    }

    private static List<String> faults(Sheets sheets) throws IOException {
        return new PrintedFaults(folder.toRealPath(), text, Map.of()).of(sheets, sound.places())
                .stream().map(Problem::toString).toList();
    }

    private static Sheets with(List<Bookmark> outline, List<Figure> figures, List<Sheet> sheets) {
        return new Sheets(sound.title(), sound.author(), sound.language(), sound.places(),
                outline, figures, sheets);
    }

    /** All sheets, one of them changed. */
    private static Sheets with(int number, UnaryOperator<Sheet> change) {
        List<Sheet> sheets = new ArrayList<>(sound.sheets());
        sheets.set(number - 1, change.apply(sheets.get(number - 1)));
        return with(sound.outline(), sound.figures(), sheets);
    }

    private static Sheet withLines(Sheet sheet, UnaryOperator<List<Line>> change) {
        return new Sheet(sheet.width(), change.apply(sheet.lines()), sheet.links(),
                sheet.strangeFonts(), sheet.drawn());
    }

    private static List<Line> without(List<Line> lines, String words) {
        return lines.stream().filter(line -> !line.text().contains(words)).toList();
    }

    @Test
    void whatTheFileSaysOfItselfIsMissed() throws IOException {
        assertEquals(List.of("book/index.adoc: the PDF does not tell its title, author and"
                + " language"), faults(new Sheets("", sound.author(), "en", sound.places(),
                        sound.outline(), sound.figures(), sound.sheets())));
    }

    @Test
    void aWrongPageNumberIsFound() throws IOException {
        assertEquals(List.of("book/index.adoc: page numbers in the text are not those of the PDF"),
                new PrintedFaults(folder.toRealPath(), text, Map.of())
                        .of(sound, Map.of("two", 9)).stream().map(Problem::toString).toList());
        assertEquals(List.of("book/index.adoc: page 4 does not have its number"),
                faults(with(4, sheet -> withLines(sheet, lines -> lines.stream()
                        .filter(line -> !line.text().equals("4")).toList()))));
    }

    @Test
    void aLostBookmarkIsFound() throws IOException {
        List<Bookmark> some = new ArrayList<>(sound.outline());
        Bookmark last = some.remove(some.size() - 1);
        assertEquals(List.of("book/index.adoc: the bookmark for The end is missing: there is "
                + new Bookmark(0, "", 0)), faults(with(some, sound.figures(), sound.sheets())));

        some.add(new Bookmark(last.level(), last.title(), 1));
        assertEquals(List.of("book/index.adoc: the bookmark for The end leads to page 1"),
                faults(with(some, sound.figures(), sound.sheets())));
    }

    @Test
    void aLinkThatIsNoneIsFound() throws IOException {
        List<Sheet> sheets = sound.sheets().stream().map(sheet -> new Sheet(sheet.width(),
                sheet.lines(), sheet.links().stream()
                        .filter(link -> !link.target().equals("two--_end")).toList(),
                sheet.strangeFonts(), sheet.drawn())).toList();

        assertEquals(List.of("book/index.adoc:1: on paper no link leads to two--_end"),
                faults(with(sound.outline(), sound.figures(), sheets)));
    }

    @Test
    void aFontThatOthersMayLackIsFound() throws IOException {
        assertEquals(List.of("book/index.adoc: the PDF does not have the font Arial in it"),
                faults(with(3, sheet -> new Sheet(sheet.width(), sheet.lines(), sheet.links(),
                        Set.of("Arial"), sheet.drawn()))));
    }

    @Test
    void aLineThatIsCutOffOrLostIsFound() throws IOException {
        assertEquals(List.of("book/index.adoc:4: page 3: \"return 42;\" is cut off"),
                faults(with(3, sheet -> withLines(sheet, lines -> lines.stream()
                        .map(line -> line.text().contains("42") ? new Line(line.text(),
                                line.left(), sheet.width(), line.height(), 10, 0) : line)
                        .toList()))));
        assertEquals(List.of("book/index.adoc:4: a line of a listing is not whole on paper:"
                + " return 42;"),
                faults(with(3, sheet -> withLines(sheet, lines -> without(lines, "42")))));
    }

    @Test
    void aBookThatIsMadeSmallerIsFound() throws IOException {
        List<Sheet> smaller = sound.sheets().stream().map(sheet -> withLines(sheet, lines ->
                lines.stream().map(line -> new Line(line.text(), line.left(), line.right(),
                        line.height(), line.size() / 2, 0)).toList())).toList();

        assertEquals(List.of("book/index.adoc: something is wider than paper: for it to fit, all"
                + " text is 50 % of its size"),
                faults(with(sound.outline(), sound.figures(), smaller)));
    }

    @Test
    void aLostPictureIsFound() throws IOException {
        List<String> lost = List.of("book/index.adoc:5: the picture pictures/index/map.svg is not"
                + " shown on paper");

        assertEquals(lost, faults(with(sound.outline(), List.of(), sound.sheets())));
        assertEquals(lost, faults(with(sound.outline(), List.of(new Figure(ALTERNATIVE, false)),
                sound.sheets())));
        assertEquals(lost, faults(with(3, sheet -> withLines(sheet, lines -> {
            List<Line> more = new ArrayList<>(lines);
            more.add(new Line(ALTERNATIVE, 100, 200, 300, 10, 0));
            return more;
        }))));
    }

    @Test
    void aCharacterThatNoFontHasIsFound() throws IOException {
        assertEquals(List.of("book/index.adoc: no font has a character of page 3: \"int \ufffd;\""),
                faults(with(3, sheet -> withLines(sheet, lines -> {
                    List<Line> more = new ArrayList<>(lines);
                    more.add(new Line("int \ufffd;", 100, 200, 300, 10, 1));
                    return more;
                }))));
    }
}
