package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    void whatIsNotAsTheLessonSaysIsNotKept() throws IOException {
        KeptRuns kept = new KeptRuns(sample.repository(), (kernel, words) ->
                calls.incrementAndGet() == 1 ? new Runs.Output(11, List.of("timed out"))
                        : SampleBook.check(kernel, words));
        Outputs outputs = new Outputs(kept, SampleBook::answer);
        for (String quote : List.of(
                "run::check[step-1, stage=1, outcome=passed, with=\"--seed 1\", expect=\"is 42\"]",
                "run::check[step-1, stage=1, outcome=passed, with=\"--seed 2\", expect=\"is 43\"]",
                "break::less[step=1, expect=\"is 43\"]")) {
            sample.lesson("= Answer\n\n" + quote + "\n");
            int before = calls.get();
            assertThrows(BookFailedException.class,
                    () -> Book.build(sample.repository(), outputs));
            sample.lesson("= Answer\n\n" + quote.replace("43", "4") + "\n");
            Book.build(sample.repository(), outputs);
            Book.build(sample.repository(), outputs);
            assertEquals(before + 2, calls.get(), quote);
        }
    }

    @Test
    void aWordOfALessonRunsNothing() throws IOException {
        check("step-1");
        sample.lesson("= Another text");
        check("step-1");

        assertEquals(1, calls.get());
    }
}
