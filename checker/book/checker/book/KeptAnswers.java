package checker.book;

import checker.book.live.Answers;
import checker.book.live.Order;
import checker.repository.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what booted machines showed. That stays, also when the text expects something else: the
 * machines are deterministic, and would show the same again. One that does not get to where it is
 * looked at shows nothing, and so is booted anew.
 */
final class KeptAnswers implements Answers {

    /** What boots a machine and looks at it: no claim, no command. */
    private static final List<String> PARTS = Stream.concat(
            Stream.of("acpi", "gdb", "junit", "kernel", "machine", "oracle", "process", "qemu",
                    "qmp", "report", "timeline").map(name -> "checker/src/checker/" + name),
            Stream.of("checker/nursery", "checker/book/checker/book/live")).toList();

    private final RunStore store;
    private final Answers answers;

    KeptAnswers(Repository repository, Answers answers) {
        this.store = new RunStore(repository, PARTS);
        this.answers = answers;
    }

    @Override
    public List<String> answer(Path kernel, Order order) {
        List<String> words = new ArrayList<>(List.of("a booted machine"));
        words.addAll(order.words());
        return store.find(kernel, words).orElseGet(() -> {
            List<String> answer = answers.answer(kernel, order);
            store.keep(kernel, words, answer);
            return answer;
        });
    }
}
