package checker.slides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.book.BookFailedException;
import checker.book.Problem;
import checker.book.SampleBook;
import checker.process.MissingToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decks on paper: a page for each slide. */
class PrinterTest {

    private static final String DECK = SampleDeck.showing("One word.");

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("slides/teachers-guide.adoc", "= The guide\n");
    }

    private Slides print(String deck) throws IOException {
        sample.write("slides/01-answer.adoc", deck);
        return Slides.build(
                sample.repository(), SampleBook.OUTPUTS, Optional.of(Printer.find()));
    }

    @Test
    void aDeckBecomesAPdfThatTheIndexLinksTo() throws IOException {
        Slides slides = print(DECK);

        assertTrue(Files.size(slides.folder().resolve("01-answer.pdf")) > 1000);
        assertTrue(Files.readString(slides.index()).contains("href=\"01-answer.pdf\""));
    }

    @Test
    void aPrintIsKeptUntilWhatIsPrintedChanges() throws IOException {
        Path pdf = print(DECK).folder().resolve("01-answer.pdf");
        byte[] first = Files.readAllBytes(pdf); // with the time at which it was printed

        print(DECK);
        assertArrayEquals(first, Files.readAllBytes(pdf));
        print(DECK.replace("One word.", "One other word, and some more."));
        assertNotEquals(first.length, Files.size(pdf));
    }

    @Test
    void aSlideThatOverflowsIsNamed() {
        BookFailedException thrown = assertThrows(BookFailedException.class, () -> print(
                DECK.replace("One word.", "One word.\n\n".repeat(20).strip())));

        assertEquals(List.of("slides/01-answer.adoc: its 3 slides take 4 pages",
                "slides/01-answer.adoc:5: the slide has more on it than fits"),
                thrown.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void whereNoChromiumIsItIsSaid() {
        MissingToolException thrown = assertThrows(MissingToolException.class,
                () -> Printer.in(folder.resolve("none").toString()));

        assertEquals("chromium", thrown.tool());
    }
}
