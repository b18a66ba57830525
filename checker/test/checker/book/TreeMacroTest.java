package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step changes: the tree of its files, and the difference of one. */
class TreeMacroTest {

    @TempDir private Path folder;

    @Test
    void filesHaveTheNumbersOfTheirLines() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson("""
                = Answer

                tree::[step=1]

                tree::0001-answer.patch[step=1]

                patch::[step=1, file=kernel/Answer.c]
                """);
        Book.build(sample.repository(), SampleBook.OUTPUTS);
        String words = sample.built("01-answer.html").replaceAll("<[^>]*>", "")
                .replace("&#43;", "+").replaceAll("\\s+", " ");
        String files = "2 files, +2 −1 kernel/ Answer.c +1 −1 Reply.c +1 −0";

        assertTrue(words.contains("Step 1: " + files), words);
        assertTrue(words.contains("0001-answer.patch: " + files), words);
        assertTrue(words.contains("Step 1 kernel/Answer.c +1 −1 @@ -1,5 +1,5 @@")
                || words.contains("Step 1 kernel/Answer.c +1 −1 @@ -1,6 +1,6 @@"), words);
        assertTrue(words.contains("- return 0; + return 42;"), words);
    }

    @Test
    void whatAKernelIsCheckedInIsNoPartOfIt() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson("""
                = Answer

                run::check[step-1, stage=1, outcome=passed, with="--seed 1", expect="42"]

                tree::[step=1]
                """);
        Book.build(sample.repository(), new Outputs((kernel, arguments) -> {
            write(kernel.resolveSibling("kernel.log"));
            return SampleBook.check(kernel, arguments);
        }, SampleBook::answer));

        assertTrue(sample.built("01-answer.html").contains("Step 1: 2 files, "));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "ready\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNotChangedFailsTheBook() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson("""
                = Answer

                tree::[step=0]

                tree::[step=7]

                tree::0002-none.patch[step=1]

                tree::[]

                patch::[step=1, file=kernel/None.c]

                patch::[step=1]
                """);
        List<String> problems = assertThrows(BookFailedException.class,
                () -> Book.build(sample.repository(), SampleBook.OUTPUTS))
                .problems().stream().map(Problem::toString).toList();
        String place = "steps/01-answer/lesson.adoc:";

        assertEquals(List.of(place + "3: step 0 changes nothing",
                place + "5: there is no stage 7 yet",
                place + "7: step 1 has no patch 0002-none.patch",
                place + "9: write tree::[step=N] or tree::FILE[step=N]",
                place + "11: step 1 does not change kernel/None.c",
                place + "13: write patch::FILE[step=N]"), problems);
    }
}
