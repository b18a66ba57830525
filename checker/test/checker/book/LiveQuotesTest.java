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

    private static final String FORM = "stage=N or step=N, mistake=NAME; arch=x86-32 or x86-64,"
            + " cpus=N, machine=\"WORDS\", with=\"KERNEL'S ARGUMENTS\", probe=FILE,"
            + " program=FILE, expect=\"PATTERN;;PATTERN\"";
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
        Book.build(sample.repository(), SampleBook.OUTPUTS);
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
    void aSessionMayEndWithAText() throws IOException {
        String words = words("""
                [session, stage=1, until="PANIC", expect="PANIC"]
                ----
                cli
                ----
                """);

        assertTrue(words.contains("$ PANIC\n$ cli\n"), words);
    }

    @Test
    void examplesOfTheLessonAreBuiltIn() throws IOException {
        sample.write("steps/01-answer/examples/try.c", "PROBE(Try);\n");
        sample.write("steps/01-answer/examples/run.c", "int main(void);\n");
        String words = words("""
                log::boot[step=1, mistake=less, probe=steps/01-answer/examples/try.c, expect="41"]

                [session, stage=1, program=steps/01-answer/examples/run.c, expect="run"]
                ----
                run
                ----

                [source,c]
                ----
                include::examples/run.c[]
                ----
                """);

        assertTrue(words.contains("deterministic\nprobe try.c\nthe answer\nis 41"), words);
        assertTrue(words.contains("\"log=warn\"\nprogram run.c\n$ run\n"), words);
        assertTrue(words.contains("int main(void);\n"), words);
    }

    @Test
    void whatIsNoExampleIsAFault() throws IOException {
        sample.write("steps/01-answer/examples/try.c", "PROBE(Try);\n");
        String form = "; it is a file steps/NN-NAME/examples/NAME.c";
        assertEquals(List.of(
                "3: there is no example steps/01-answer/examples/none.c" + form,
                "6: there is no example kernel/Answer.c" + form,
                "10: there is no example steps/01-answer/examples/../../../kernel/Answer.c" + form,
                "12: the machine no longer shows what is expected: PANIC; it shows: on x86-64,"
                        + " 1 CPU, pc, qboot, deterministic | probe try.c | the answer | is 42",
                "15: the kernel writes no \"nothing\""),
                faults("""
                log::boot[stage=1, probe=steps/01-answer/examples/none.c, expect="is"]

                [session, stage=1, program=kernel/Answer.c, expect="is"]
                ----
                run
                ----

                log::boot[stage=1, probe=steps/01-answer/examples/../../../kernel/Answer.c, \
                expect="is"]

                log::boot[stage=1, probe=steps/01-answer/examples/try.c, expect="PANIC"]

                [session, step=1, mistake=less, until="nothing", expect="is"]
                ----
                run
                ----
                """));
    }

    @Test
    void registersAndTablesAreDecoded() throws IOException {
        String words = words("""
                register::CR0[stage=1, fields="WP PG", expect="^16 WP 1 ;;^31 PG 1"]

                register::CR2[stage=1, at=Answer, cpu=0, expect="42H"]

                table::pages[stage=0, arch=x86-64, address=Answer, expect="^PML4 0 9000H"]

                table::ranges[stage=0, script="ps", at=Answer, rows="1", expect="^2000H"]
                """).replaceAll("\n+", " ");

        assertTrue(words.contains("CR0 = 80010033H, control register 0: stage 1, x86-64, 1 CPU, at"
                + " KernelReady (SDM volume 3A, \"Control Registers\") Bits Field Value Meaning"
                + " 31 PG 1 paging: on 16 WP 1 read-only pages: bind the kernel, too "
                + "CR2 = 42H, "), words);
        assertTrue(words.contains("at Answer (SDM"), words);
        assertTrue(words.contains("How Answer, 1000H, is found from CR3 = 9000H: stage 0"), words);
        assertTrue(words.contains("A000H 0 not present"), words);
        assertTrue(words.contains("at Answer, ps (SDM volume 3A, \"Paging\") From To KiB Who may do"
                + " what 2000H 2FFFH 4 user and kernel, writable"), words);
    }

    @Test
    void aTimelineIsAPictureAndTheSameInWords() throws IOException {
        String words = words("""
                timeline::boot[stage=1, from=1, to=2.5, expect="task 1 <a>"]

                timeline::boot[stage=1, script="ps | wc", scale=squeezed, expect="at PowerOff"]
                """).replaceAll("\n+", " ");

        assertTrue(words.contains("Timeline: stage 1, x86-64, 1 CPU The same in words: 1 records,"
                + " in milliseconds 1.000 CPU 0, task 1 &lt;a&gt;: ends at KernelReady "), words);
        assertTrue(words.contains(", ps | wc, pauses shortened, in microseconds from the left"),
                words);
        assertTrue(sample.built("01-answer.html").matches(
                "(?s).*<svg id=\"timeline-[0-9a-f]+\">.*"));
        String form = "write timeline::boot[" + FORM + ", at=FUNCTION, script=\"COMMANDS\","
                + " from=MILLISECONDS, to=MILLISECONDS, scale=squeezed]";
        assertEquals(List.of("3: " + form, "5: " + form,
                "7: the machine no longer shows what is expected: sh; it shows:"
                        + " 1.000 CPU 0, task 1 <a>: ends at KernelReady"), faults("""
                timeline::boot[stage=1]

                timeline::boot[stage=1, from="a while", expect="a"]

                timeline::boot[stage=1, expect="sh"]
                """));
    }

    @Test
    void theStartOfCpusIsAPictureAndTheSameInWords() throws IOException {
        String words = words("starts::boot[stage=1, arch=x86-32, expect=\"CPU 1 in C\"]\n");

        assertTrue(words.matches("(?s).*How the CPUs come up: stage 1, x86-32, 4 CPUs.*1 records,"
                + ".*CPU 1 in C on x86-32, 4 CPUs.*"), words);
        assertEquals(1, faults("starts::boot[stage=1, cpus=2, expect=\"C\"]\n").size());
    }

    @Test
    void whatAMachineDoesNotHaveIsAFault() {
        List<String> faults = faults("""
                register::CR0[stage=1]

                register::CR9[stage=1, expect="PG"]

                register::CR0[stage=1, fields="PG XX", expect="PG"]

                register::CR4[stage=1, expect="PAE"]

                register::CR0[stage=1, expect="^16 WP 0"]

                table::madt[stage=1, expect="APIC"]

                table::rsdt[stage=1, expect="RSDT"]

                table::mp[stage=1, expect="APIC"]

                table::pages[stage=1, expect="page"]

                table::idt[stage=1, rows="all", expect="gate"]
                """);

        assertEquals("3: write register::NAME[" + FORM
                + ", at=FUNCTION, script=\"COMMANDS\", cpu=N,"
                + " fields=\"NAME NAME\"]", faults.get(0));
        assertTrue(faults.get(1).startsWith("5: no register CR9; there are APIC.DFR, "));
        assertEquals("7: CR0 has no field XX", faults.get(2));
        assertEquals("9: CR4 of CPU 0 cannot be read here: there is none, or the CPU is another"
                + " than the one that runs", faults.get(3));
        assertTrue(faults.get(4).startsWith("11: the machine no longer shows what is expected:"
                + " ^16 WP 0; it shows: CR0 = 80010033H, control register 0 | 31 PG 1 paging: on"),
                faults.get(4));
        assertEquals("13: the machine has no APIC", faults.get(5));
        assertEquals("15: a table ends before offset 9", faults.get(6));
        assertTrue(faults.get(7).startsWith("17: write table::NAME["), faults.get(7));
        assertTrue(faults.get(8).startsWith("19: write table::NAME["), faults.get(8));
        assertEquals("21: write rows as numbers and ranges: 0-7 32", faults.get(9));
        assertEquals(10, faults.size());
    }

    @Test
    void eachFaultIsNamedByItsLine() {
        assertEquals(List.of(
                "3: write log::boot[" + FORM + ", from=\"TEXT\", to=\"TEXT\", only=\"TEXT\"]",
                "5: the machine no longer shows what is expected: is 43; it shows: on x86-64,"
                        + " 1 CPU, pc, qboot, deterministic | the answer | is 42",
                "7: there is no stage 7 yet",
                "9: there is no architecture x86",
                "11: no machine is made by the word pdp11",
                "13: the kernel writes no \"nothing\"",
                "15: no line has question",
                "17: step 1 has no mistake more",
                "19: say which kernel: " + FORM,
                "24: write [session, " + FORM + ", until=\"TEXT\"]",
                "29: the machine no longer shows what is expected: ^ps; it shows: on x86-64,"
                        + " 1 CPU, pc, qboot, deterministic, \"log=warn\" | $ ps | the answer"
                        + " | is 42",
                "34: no pattern: Unclosed group: ("),
                faults(FAULTY));
    }
}
