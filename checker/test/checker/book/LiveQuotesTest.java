package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes of booted machines, with machines that are none. */
class LiveQuotesTest {

    private static final String FAULTY = """
            log::boot[stage=1]

            log::boot[stage=1, expect="the;;is 43"]

            log::boot[stage=7, expect="is"]

            log::boot[stage=1, arch=x86, expect="is"]

            log::boot[stage=1, machine="pdp11", expect="is"]

            log::boot[stage=1, to="nothing", expect="is"]

            log::boot[stage=1, from="question", expect="is"]

            log::boot[step=1, mistake=more, expect="is"]

            log::boot[expect="is"]

            * In a list
            +
            [session, stage=1]
            ----
            ps
            ----

            [session, stage=1, arch=x86-64, expect="^ps"]
            ----
            ps
            ----

            [session, stage=1, expect="("]
            ----
            ps
            ----
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    /** The words of a lesson's page. */
    private String words(String text) throws IOException {
        sample.lesson("= Answer\n\n" + text);
        Book.build(sample.repository(), SampleBook::check, SampleBook::answer);
        return sample.built("01-answer.html").replaceAll("<[^>]*>", "");
    }

    /** What keeps a lesson from being built. */
    private List<String> faults(String text) {
        return assertThrows(BookFailedException.class, () -> words(text)).problems().stream()
                .map(problem -> problem.toString()
                        .replaceFirst("^steps/01-answer/lesson.adoc:", "")).toList();
    }

    @Test
    void aLogIsThatOfTheStageAndTheMachine() throws IOException {
        String words = words("""
                log::boot[stage=1, arch=x86-32, cpus=4, machine="q35 64MiB", \
                with="log=debug", expect="^is 42$"]

                log::boot[step=1, mistake=less, to="more", from="answer", expect="is 41", \
                title="A wrong one"]

                log::boot[stage=0, only="answer", expect="the answer"]
                """);

        assertTrue(words.contains("Boot log: stage 1, x86-32, 4 CPUs, log=debug\n"), words);
        assertTrue(words.contains("on x86-32, 4 CPUs, q35, qboot, deterministic, 64 MiB,"
                + " \"log=debug\"\nthe answer\nis 42\n"), words);
        assertTrue(words.contains("A wrong one\n\n\n\nthe answer\nis 41\n"), words);
        assertTrue(words.contains("stage 0, x86-64, 1 CPU\n\n\n\nthe answer\n"), words);
    }

    @Test
    void aSessionShowsWhatIsTypedAndWhatComesOfIt() throws IOException {
        String words = words("""
                [session, stage=1, arch=x86-32, expect="is 42"]
                ----
                echo <one> | wc
                ps
                ----
                """);

        assertTrue(words.contains("At the shell: stage 1, x86-32, 1 CPU\n"), words);
        assertTrue(words.contains("\"log=warn\"\n$ echo &lt;one&gt; | wc\n$ ps\nthe answer"),
                words);
    }

    @Test
    void eachFaultIsNamedByItsLine() {
        String form = "stage=N or step=N, mistake=NAME; arch=x86-32 or x86-64, cpus=N,"
                + " machine=\"WORDS\", with=\"KERNEL'S ARGUMENTS\", expect=\"PATTERN;;PATTERN\"";
        assertEquals(List.of(
                "3: write log::boot[" + form + ", from=\"TEXT\", to=\"TEXT\", only=\"TEXT\"]",
                "5: the machine no longer shows what is expected: is 43; it shows: on x86-64,"
                        + " 1 CPU, pc, qboot, deterministic | the answer | is 42",
                "7: there is no stage 7 yet",
                "9: there is no architecture x86",
                "11: no machine is made by the word pdp11",
                "13: the kernel writes no \"nothing\"",
                "15: no line has question",
                "17: step 1 has no mistake more",
                "19: say which kernel: " + form,
                "24: write [session, " + form + "]",
                "29: the machine no longer shows what is expected: ^ps; it shows: on x86-64,"
                        + " 1 CPU, pc, qboot, deterministic, \"log=warn\" | $ ps | the answer"
                        + " | is 42",
                "34: no pattern: Unclosed group: ("),
                faults(FAULTY));
    }
}
