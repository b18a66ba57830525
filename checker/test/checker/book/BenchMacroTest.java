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

/** What operations cost, as it was recorded. */
class BenchMacroTest {

    private static final String COSTS = "checker/benchmarks/costs.csv";
    private static final String RECORDED = """
            # tools: clang 14, QEMU 7
            # linux x86-32: 6.1.0-50-686-pae (Debian 6.1.176-1)
            # linux x86-64: 6.1.0-56-amd64 (Debian 6.1.192-2)
            architecture,operation,tasks,cost,linux,ratio
            x86-32,fork,1,100,400,0.25
            x86-32,fork,4,110,400,0.28
            x86-32,file,1,50,200,0.25
            x86-64,fork,1,90,400,0.23
            x86-64,fork,4,95,400,0.24
            x86-64,file,1,60,,
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write(COSTS, RECORDED);
    }

    private String page() throws IOException {
        Book.build(sample.repository(), SampleBook.OUTPUTS);
        return sample.built("01-answer.html").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void rowsAndColumnsAreThoseAskedForInTheirOrder() throws IOException {
        sample.lesson("""
                = Answer

                bench::costs[rows="fork", tasks="4, 1", expect="^fork: x86-32 100;;, 4 .*0.24$"]

                bench::costs[rows="file, fork", arch=x86-32, expect="file: .* 0.25$"]
                """);
        String words = page();

        assertTrue(words.contains("Instructions for each operation, and the part of"
                + " Linux&#8217;s that they are. Linux 6.1.0-50-686-pae (Debian 6.1.176-1) on"
                + " x86-32, 6.1.0-56-amd64 (Debian 6.1.192-2) on x86-64; clang 14, QEMU 7"
                + " Operation x86-32 Linux, x86-32"
                + " ratio, x86-32 x86-64 Linux, x86-64 ratio, x86-64"
                + " fork , 4 tasks 110 400 0.28 95 400 0.24 fork 100 400 0.25 90 400 0.23 "),
                words);
        assertTrue(words.contains("on x86-32; clang 14, QEMU 7 Operation x86-32 Linux, x86-32"
                + " ratio, x86-32 file 50 200 0.25 fork 100 400 0.25 "), words);
    }

    @Test
    void startsAreInMillisecondsByTheNumberOfCpus() throws IOException {
        sample.write("checker/benchmarks/starts.csv", """
                # tools: clang 14, QEMU 7
                # linux x86-64: 6.1.0-56-amd64 (Debian 6.1.192-2)
                architecture,what,cpus,microseconds,linux,ratio
                x86-64,online,2,10420,91334,0.11
                x86-64,online,32,11160,2532700,0.01
                x86-64,ready,1,20260,1700000,0.01
                """);
        sample.lesson("""
                = Answer

                bench::starts[rows="online", cpus="2", arch="x86-64", expect="^online, 2 CPUs: "]

                bench::starts[rows="each", cpus="32", arch="x86-64", expect="^each, 32 CPUs: "]

                bench::starts[rows="ready", cpus="1", arch="x86-64", expect="^ready, 1 CPU: "]
                """);
        String words = page();

        assertTrue(words.contains("clang 14, QEMU 7 CPUs x86-64 Linux, x86-64 ratio, x86-64"
                + " 2 CPUs 10.42 91.33 0.1141 "), words);
        assertTrue(words.contains(" 32 CPUs 0.36 81.70 0.0044 "), words);
        assertTrue(words.contains(" 1 CPU 20.26 1700.00 0.0119 "), words);
    }

    @Test
    void whatIsRecordedAnewIsShown() throws IOException {
        sample.lesson("= Answer\n\nbench::costs[rows=fork, expect=fork]\n");
        page();
        sample.write(COSTS, RECORDED.replace("100,400", "80,400"));

        assertTrue(page().contains(" fork 80 400 0.20 90 400 "));
    }

    @Test
    void whatIsNotRecordedOrNotSoFailsTheBook() throws IOException {
        sample.lesson("""
                = Answer

                bench::costs[rows="fork, swim", expect="fork"]

                bench::costs[rows="file", arch="x86-64", expect="file"]

                bench::costs[rows="fork", tasks="2", expect="fork"]

                bench::costs[rows="fork", arch="arm", expect="fork"]

                bench::costs[rows="fork", expect="fork: x86-32 100, .* 0.23$;;0.26"]

                bench::costs[rows="fork"]

                bench::times[rows="fork", expect="fork"]
                """);
        List<String> problems = assertThrows(BookFailedException.class,
                () -> Book.build(sample.repository(), SampleBook.OUTPUTS))
                .problems().stream().map(Problem::toString).toList();
        String place = "steps/01-answer/lesson.adoc:";
        String form = "write bench::costs[rows=\"OPERATION, OPERATION\", tasks=\"N, N\","
                + " arch=\"x86-32, x86-64\", expect=\"PATTERN;;PATTERN\"] or"
                + " bench::starts[rows=\"online, each, ready\", cpus=\"N, N\", expect=\"PATTERN\"]";

        assertEquals(List.of(place + "3: costs.csv has no swim with 1 task on x86-32",
                place + "5: costs.csv has no Linux's cost of file with 1 task on x86-64",
                place + "7: costs.csv has no fork with 2 tasks on x86-32",
                place + "9: " + form,
                place + "11: the recorded costs no longer show what is expected: 0.26; they show:"
                        + " fork: x86-32 100, Linux 400, ratio 0.25, x86-64 90, Linux 400,"
                        + " ratio 0.23",
                place + "13: " + form, place + "15: " + form), problems);
    }
}
