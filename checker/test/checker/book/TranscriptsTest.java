package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a text shows which no macro keeps true. */
class TranscriptsTest {

    private static final String GOOD = """
            = Read me

            [listing, stage=1]
            ....
            $ ./jbang check step-1 --seed 42
            step-1 --seed 42 --jobs 1
            the answer
            is 42
            ....

            [listing, step=1, mistake=less]
            ....
            $ ./jbang check step-1 --seed 42
            step-1 --seed 42 --jobs 1
            the answer
            is 41
            ....

            [listing]
            ....
            not looked at
            ....
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    private List<String> problems(String text) throws IOException {
        return problems(text, SampleBook::check);
    }

    private List<String> problems(String text, Runs runs) throws IOException {
        sample.write("README.adoc", text);
        try (Stages stages = Stages.of(sample.repository())) {
            return Transcripts.problems(sample.repository().root(), Path.of("README.adoc"), stages,
                    runs).stream().map(Problem::toString).toList();
        }
    }

    @Test
    void whatTheCheckPrintsIsGood() throws IOException {
        assertEquals(List.of(), problems(GOOD));
    }

    @Test
    void theFirstLineThatDiffersIsNamed() throws IOException {
        assertEquals(List.of(
                "README.adoc:8: the check prints instead: is 42",
                "README.adoc:17: the check prints no more than what stands above"),
                problems(GOOD.replace("is 42", "is 43").replace("is 41", "is 41\nand more")));
        assertEquals(List.of("README.adoc:8: the check prints instead: is 42"),
                problems(GOOD.replace("is 42\n", "")));
    }

    @Test
    void itMayEndWhereAnEmptyLineFollows() throws IOException {
        String text = "[listing, stage=1]\n....\n$ ./jbang check step-1 --seed 1\nfirst\n....\n";

        assertEquals(List.of(), problems(text, (kernel, arguments) ->
                new Runs.Output(10, List.of("first", "", "second"))));
        assertEquals(List.of("README.adoc:5: the check prints instead: second"),
                problems(text, (kernel, arguments) ->
                        new Runs.Output(10, List.of("first", "second"))));
    }

    @Test
    void aKernelOrACommandThatIsNotThereIsNamed() throws IOException {
        assertEquals(List.of(
                "README.adoc:5: there is no stage 7 yet",
                "README.adoc:13: step 1 has no mistake more"),
                problems(GOOD.replace("stage=1", "stage=7").replace("=less", "=more")));
        assertEquals(List.of(
                "README.adoc:5: begin with $ ./jbang check step-N --seed N",
                "README.adoc:13: begin with $ ./jbang check step-N --seed N"),
                problems(GOOD.replace("check step-1 --seed 42", "check step-1")));
    }
}
