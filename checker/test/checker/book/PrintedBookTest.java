package checker.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.book.paper.Bookmark;
import checker.book.paper.Line;
import checker.book.paper.Sheet;
import checker.book.paper.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book as one PDF, and what keeps it from being made. */
class PrintedBookTest {

    private static final String CRAB = "\uD83E\uDD80";
    private static final String LESSON = """
            = Answer

            == The question

            See <<The end>>, xref:lesson.adoc#_the_question[here], link:../../book/words.adoc[words]
            and link:../../kernel/Answer.c[the source].

            image::map.svg["The map of memory, from bottom to top",760]

            patch::0001-answer.patch[step=1]

            break::less[step=1]

            . Why?
            +
            [%collapsible]
            .Answer
            ====
            For a reason.
            ====

            == The end

            It → ends.
            """;
    private static final String MAP = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" width="90" height="20">
            <rect width="90" height="20" fill="#eee"/><text x="1" y="9">%s</text></svg>
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("steps/01-answer/pictures/map.svg", MAP.formatted("RAM"));
    }

    private Path print(String lesson) throws IOException {
        sample.lesson(lesson);
        Book.build(sample.repository(), SampleBook.OUTPUTS, true);
        return folder.resolve("build/book").resolve(PrintedBook.NAME);
    }

    private List<String> faults(String lesson) {
        List<String> faults = assertThrows(BookFailedException.class, () -> print(lesson))
                .problems().stream().map(Problem::toString).toList();
        assertFalse(sample.hasBuilt(PrintedBook.NAME));
        return faults;
    }

    private static String words(Sheet sheet) {
        return sheet.lines().stream().map(Line::text).collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
    }

    @Test
    void itHasAllPagesInTheirOrder() throws IOException {
        Sheets sheets = Sheets.read(print(LESSON));
        List<String> pages = sheets.sheets().stream().map(PrintedBookTest::words).toList();
        String all = String.join("\n", pages);

        assertTrue(sample.built("index.html").contains("<a href=\"" + PrintedBook.NAME), "link");
        assertTrue(pages.get(0).contains("Eleven Steps to SMP"), all);
        assertTrue(pages.get(1).endsWith(" Contents Start here3 How to use it4 Answer5"
                + " The question5 The end6 Answers6 Words7"), all);
        assertTrue(pages.get(4).contains("See The end, here, words and the source."), all);
        assertTrue(all.contains("+ return 42;"), all);
        assertTrue(all.contains("It → ends."), all);
        int question = all.indexOf("What will you see?");
        int answer = all.indexOf("Answer 1: What the check says of less");
        assertTrue(question > 0 && question < answer, all);
        assertTrue(all.indexOf("Answer 2 (page ") < all.indexOf("Answer 2 For a reason."), all);
        assertEquals("1 Contents | 1 Start here | 1 How to use it | 1 Answer | 2 The question"
                + " | 2 The end | 2 Answers | 1 Words", sheets.outline().stream()
                .map(mark -> mark.level() + " " + mark.title()).collect(Collectors.joining(" | ")));
        assertTrue(sheets.outline().stream().mapToInt(Bookmark::sheet).allMatch(page -> page > 0));
        assertEquals("Eleven Steps to SMP, en", sheets.title() + ", " + sheets.language());
        assertEquals(List.of("The map of memory, from bottom to top"),
                sheets.figures().stream().map(figure -> figure.alternative()).toList());
    }

    @Test
    void itIsKeptUntilAPageChanges() throws IOException {
        byte[] first = Files.readAllBytes(print("= Answer\n\nIt is 42.\n")); // and the time of it

        assertArrayEquals(first, Files.readAllBytes(print("= Answer\n\nIt is 42.\n")));
        assertDiffer(first, Files.readAllBytes(print("= Answer\n\nIt is 41.\n")));
    }

    private static void assertDiffer(byte[] one, byte[] other) {
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void whatNoFontHasIsNamedByFileAndLine() throws IOException {
        sample.write("steps/01-answer/pictures/map.svg", MAP.formatted("\uE123"));
        assertEquals(List.of("steps/01-answer/lesson.adoc:3: on paper no font has " + CRAB,
                "steps/01-answer/pictures/map.svg:2: on paper no font has \uE123"),
                faults("= Answer\n\nA crab: " + CRAB + ".\n\n"
                        + "image::map.svg[A map of what there is in the memory]\n"));
    }

    @Test
    void aPictureThatCannotBeDrawnIsNamed() throws IOException {
        sample.write("steps/01-answer/pictures/map.svg", "<svg>no XML");

        assertEquals(List.of("steps/01-answer/lesson.adoc:3: the picture pictures/01-answer/map.svg"
                + " is not shown on paper"), faults("= Answer\n\n"
                + "image::map.svg[A map of what there is in the memory]\n"));
    }

    @Test
    void aLineThatPaperIsTooNarrowForIsNamed() {
        List<String> faults = faults("= Answer\n\n++++\n<p style=\"white-space: nowrap\">"
                + "much too long ".repeat(12) + "</p>\n++++\n");

        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).startsWith("steps/01-answer/lesson.adoc:4: page 5: \"much too")
                && faults.get(0).endsWith(" is cut off"), faults.toString());
    }

    /** Chromium 156 makes all text smaller, down to two thirds, before it cuts any. */
    @Test
    void aLineThatMakesAllTextSmallerIsNamed() {
        List<String> faults = faults("= Answer\n\n++++\n<p style=\"white-space: nowrap; width:"
                + " 780px\">too wide <span style=\"float: right\">by far</span></p>\n++++\n");

        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).matches("steps/01-answer/lesson.adoc:4: page 5: \"by far\" is"
                + " (wider than paper: for it to fit, all text is \\d\\d % of its size|cut off)"),
                faults.toString());
    }
}
