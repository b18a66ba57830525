package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.book.live.Order;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine is booted once for each state of what it shows depends on, and no more. */
class KeptAnswersTest {

    private static final Order SESSION = Order.of(Order.Kind.SESSION,
            MachineSpec.of(Architecture.X86_64), "", "try");

    @TempDir private Path folder;
    private final AtomicInteger boots = new AtomicInteger();
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    private int boots(Order order) {
        new KeptAnswers(sample.repository(), (kernel, asked) -> {
            boots.incrementAndGet();
            return SampleBook.answer(kernel, asked);
        }).answer(sample.repository().kernel(), order);
        return boots.get();
    }

    private Order with(List<String> probes, List<String> programs) {
        return SESSION.with(new Order.Examples(
                probes.stream().map(folder::resolve).toList(),
                programs.stream().map(folder::resolve).toList()));
    }

    @Test
    void whatTheKernelIsBuiltOfBootsItAgain() throws IOException {
        assertEquals(1, boots(SESSION));
        assertEquals(1, boots(SESSION));
        sample.write("kernel/Answer.c", "int Answer(void) { return 41; }");
        assertEquals(2, boots(SESSION));
        sample.write("checker/book/checker/book/live/Guest.java", "record Guest() {}");
        assertEquals(3, boots(SESSION));
        sample.write("steps/01-answer/lesson.adoc", "= Another text\n");
        assertEquals(3, boots(SESSION));
    }

    @Test
    void examplesAreKnownByWhatIsInThem() throws IOException {
        sample.write("steps/01-answer/examples/try.c", "PROBE(Try);\n");
        List<String> example = List.of("steps/01-answer/examples/try.c");

        assertEquals(1, boots(SESSION));
        assertEquals(2, boots(with(example, List.of())));
        assertEquals(3, boots(with(List.of(), example)));
        assertEquals(3, boots(with(List.of(), example)));
        sample.write("steps/01-answer/examples/try.c", "PROBE(TryAgain);\n");
        assertEquals(4, boots(with(example, List.of())));
        assertEquals(5, boots(with(List.of(), example)));
        assertEquals(5, boots(SESSION));
    }
}
