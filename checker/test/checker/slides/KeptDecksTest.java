package checker.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.book.BookFailedException;
import checker.book.Outputs;
import checker.book.SampleBook;
import checker.book.live.Answers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decks are converted again when what they are made from has changed, and only then. */
class KeptDecksTest {

    private static final String DECK = SampleDeck.showing("""
            diagram::map.svg[]

            log::boot[stage=1, expect="is 42"]""");

    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-labelledby="t d">
              <title id="t">%s</title>
              <desc id="d">From bottom to top: the kernel, then all else.</desc>
            </svg>
            """;

    @TempDir private Path folder;
    private final AtomicInteger boots = new AtomicInteger();
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("steps/01-answer/pictures/map.svg", PICTURE.formatted("Memory"));
        sample.write("slides/01-answer.adoc", DECK);
        sample.write("slides/teachers-guide.adoc",
                "= The guide\n\nlink:01-answer.adoc#_a_slide[it]\n");
    }

    private int converted() throws IOException {
        return converted((kernel, order) -> {
            boots.incrementAndGet();
            return SampleBook.OUTPUTS.answers().answer(kernel, order);
        });
    }

    private int converted(Answers machines) throws IOException {
        return Slides.build(sample.repository(), new Outputs(SampleBook.OUTPUTS.runs(), machines),
                Optional.empty()).converted();
    }

    private Map<String, String> built() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        for (String name : List.of("01-answer", "01-answer-notes", "teachers-guide", "index")) {
            pages.put(name, Files.readString(
                    sample.repository().build().resolve("slides").resolve(name + ".html")));
        }
        return pages;
    }

    @Test
    void whatHasChangedIsConvertedAndNothingElse() throws IOException {
        assertEquals(2, converted());
        Map<String, String> first = built();
        assertEquals(0, converted());
        assertEquals(first, built());
        sample.write("steps/01-answer/lesson.adoc", "= Another lesson\n");
        assertEquals(0, converted());
        assertEquals(1, boots.get());

        sample.write("steps/01-answer/pictures/map.svg", PICTURE.formatted("All memory"));
        assertEquals(1, converted());
        assertTrue(built().get("01-answer").contains(">All memory</title>"));

        sample.write("slides/01-answer.adoc", DECK.replace("A slide", "Another"));
        assertEquals("slides/teachers-guide.adoc:3: slides/01-answer.adoc has no section or anchor"
                + " _a_slide", assertThrows(BookFailedException.class, this::converted).problems()
                .get(0).toString()); // though the guide is kept
    }

    @Test
    void aDeckWithAFaultIsNotKept() throws IOException {
        sample.write("slides/01-answer.adoc", DECK.replace("is 42", "is 43"));
        sample.write("slides/teachers-guide.adoc", "= The guide\n\n{nothing}\n");
        String first = assertThrows(BookFailedException.class, this::converted).problems()
                .toString();

        assertEquals(first, assertThrows(BookFailedException.class, this::converted).problems()
                .toString());
        assertEquals(2, boots.get());
    }

    @Test
    void aDeckThatIsChangedWhileItIsConvertedIsNotKept() throws IOException {
        String other = DECK.replace("Done when:: 42", "Done when:: it is 42");
        converted((kernel, order) -> {
            write(other);
            return SampleBook.OUTPUTS.answers().answer(kernel, order);
        });
        assertEquals(1, converted());
        assertTrue(built().get("01-answer").contains("it is 42"));
    }

    private void write(String deck) {
        try {
            sample.write("slides/01-answer.adoc", deck);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
