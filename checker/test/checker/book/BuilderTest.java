package checker.book;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One builder, and builders after it, convert what has changed and nothing else. */
class BuilderTest {

    private static final String RUNS = """
            = Answer

            run::check[step-1, stage=1, outcome=passed, with="--seed 7", expect="is 42"]

            code::kernel/Answer.c[Answer, stage=1]
            """;

    @TempDir private Path folder;
    private final AtomicInteger runs = new AtomicInteger();
    private SampleBook sample;
    private Builder builder;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.lesson(RUNS);
        builder = builder();
    }

    @AfterEach
    void close() {
        builder.close();
    }

    private Builder builder() {
        return new Builder(sample.repository(), () -> new Outputs((kernel, arguments) -> {
            runs.incrementAndGet();
            return SampleBook.check(kernel, arguments);
        }, SampleBook::answer));
    }

    @Test
    void whatIsKnownIsNotConvertedAgain() throws IOException {
        Site first = builder.build();
        assertEquals(4, builder.converted());
        assertEquals(first.made(), builder.build().made());
        assertEquals(0, builder.converted());
        try (Builder other = builder()) {
            assertEquals(first.made(), other.build().made());
            assertEquals(0, other.converted());
            assertTrue(!other.hasStarted());
        }
        assertEquals(1, runs.get());
    }

    @Test
    void aWordConvertsItsPageAndReachesTheOthers() throws IOException {
        builder.build();
        sample.write("book/words.adoc", "= Names\n\nAnd more.\n");
        Site site = builder.build();

        assertEquals(1, builder.converted());
        assertTrue(site.made().get("words.html").contains("And more."));
        assertTrue(site.made().get("01-answer.html").contains(">Names</a>"));
        assertEquals(1, runs.get());
    }

    @Test
    void checksOfDifferentPagesRunSideBySide() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2); // each waits until the other runs
        sample.write("book/words.adoc", RUNS.replace("seed 7", "seed 8"));
        try (Builder pair = new Builder(sample.repository(), () -> new Outputs(
                (kernel, arguments) -> {
                    assertDoesNotThrow(() -> both.await(1, TimeUnit.MINUTES));
                    return SampleBook.check(kernel, arguments);
                }, SampleBook::answer))) {
            Site site = pair.build();
            assertTrue(site.made().get("01-answer.html").contains("--seed 7"));
            assertTrue(site.made().get("words.html").contains("--seed 8"));
        }
    }

    @Test
    void aKernelFileConvertsAllOfThem() throws IOException {
        builder.build();
        sample.write("kernel/More.c", "int More(void) { return 9; }\n");
        sample.lesson(RUNS.replace("Answer.c[Answer, ", "More.c[More, "));
        Site site = builder.build();

        assertEquals(4, builder.converted());
        assertTrue(site.made().get("01-answer.html").replaceAll("<[^>]*>", "")
                .contains("return 9;"));
    }

    @Test
    void aPageWithAFaultIsNotKept() throws IOException {
        sample.lesson("= Answer\n\ncode::kernel/Answer.c[Gone, stage=1]\n");
        List<Problem> first = assertThrows(BookFailedException.class, builder::build).problems();
        assertEquals(first,
                assertThrows(BookFailedException.class, builder::build).problems());
        assertEquals(1, builder.converted());
    }

    @Test
    void aPageThatIsChangedWhileItIsConvertedIsNotKept() throws IOException {
        Outputs writing = new Outputs((kernel, arguments) -> {
            write("= Answer\n\nWritten meanwhile.\n");
            return SampleBook.check(kernel, arguments);
        }, SampleBook::answer);
        try (Builder slow = new Builder(sample.repository(), () -> writing)) {
            slow.build();
        }
        sample.lesson(RUNS);
        assertTrue(builder.build().made().get("01-answer.html").contains("is 42"));
        assertEquals(1, builder.converted());
        sample.lesson("= Answer\n\nWritten meanwhile.\n");
        assertTrue(builder.build().made().get("01-answer.html").contains("Written meanwhile."));
        assertEquals(1, builder.converted());
    }

    private void write(String lesson) {
        try {
            sample.lesson(lesson);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPictureThatGoesIsMissedThoughItsPageIsKept() throws IOException {
        sample.lesson("= Answer\n\nimage::map.svg[A map of all that there is]\n");
        builder.build();
        Files.delete(folder.resolve("steps/01-answer/pictures/map.svg"));

        assertEquals("steps/01-answer/lesson.adoc:3: there is no steps/01-answer/pictures/map.svg",
                assertThrows(BookFailedException.class, builder::build).problems().get(0)
                        .toString());
    }
}
