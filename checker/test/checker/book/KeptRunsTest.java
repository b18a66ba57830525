package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command is run once for each state of what it depends on, and no more. */
class KeptRunsTest {

    @TempDir private Path folder;
    private final AtomicInteger calls = new AtomicInteger();
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    private Runs.Output check(String... arguments) {
        return new KeptRuns(sample.repository(), (kernel, words) -> {
            calls.incrementAndGet();
            return SampleBook.check(kernel, words);
        }).check(sample.repository().kernel(), List.of(arguments));
    }

    @Test
    void whatIsKnownIsNotRunAgain() {
        Runs.Output first = check("step-1");

        assertEquals(first, check("step-1"));
        assertEquals(1, calls.get());
        assertEquals(List.of("step-1", "the answer", "is 42"), first.lines());
    }

    @Test
    void whatItDependsOnRunsItAgain() throws IOException {
        check("step-1");
        sample.write("kernel/Answer.c", "int Answer(void) { return 43; }");

        assertEquals(SampleBook.check(sample.repository().kernel(), List.of("step-1")),
                check("step-1"));
        sample.write("checker/src/checker/Judge.java", "class Judge {}");
        check("step-1");
        sample.write("steps/01-answer/patches/0002-more.patch", "From");
        check("step-1");
        check("step-1", "--hint");
        assertEquals(5, calls.get());
    }

    @Test
    void anErrorOfTheHostIsNotKept() {
        Runs broken = (kernel, words) -> {
            calls.incrementAndGet();
            return new Runs.Output(14, List.of("no room"));
        };
        KeptRuns kept = new KeptRuns(sample.repository(), broken);
        kept.check(sample.repository().kernel(), List.of("step-1"));
        kept.check(sample.repository().kernel(), List.of("step-1"));

        assertEquals(2, calls.get());
    }

    @Test
    void aWordOfALessonRunsNothing() throws IOException {
        check("step-1");
        sample.lesson("= Another text");
        check("step-1");

        assertEquals(1, calls.get());
    }
}
