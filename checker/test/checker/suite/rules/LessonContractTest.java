package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.repository.StepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts that tell less than the claims read, or more than the kernel has. */
class LessonContractTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeKernel() throws IOException {
        write("kernel/smp/CPU.h", """
                typedef struct {
                    U32 APICID;
                    U32 Turn;
                } CPU;
                extern CPU CPUTable[MAX_CPUS];
                enum { CPU_OFFLINE, CPU_ONLINE };
                void KernelReady(void);
                """);
        lesson(0, "| `KernelReady` | called once\n");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void lesson(int step, String rows) throws IOException {
        write("steps/0" + step + "-x/lesson.adoc", "= Step\n\n== The hardware\n\n`Turn`\n\n"
                + "== The contract\n\n|===\n" + rows + "|===\n\n== Exercises\n");
    }

    private List<String> breaches() {
        List<StepFolder> steps = List.of(1, 0).stream().map(step -> new StepFolder(step, "x",
                folder.resolve("steps/0" + step + "-x"))).toList();
        return LessonContract.breaches(folder, steps, folder.resolve("claims"),
                stage -> folder.resolve("kernel")).stream().map(Breach::toString).toList();
    }

    @Test
    void whatAClaimReadsStandsInThisContractOrOneBeforeIt() throws IOException {
        lesson(1, "| `CPUTable[MAX_CPUS]` | of `CPU`, with `APICID`; `CPU_ONLINE`\n");
        write("claims/step01/A.java", """
                /** See "Turn". */
                OffsetRequest.of("smp/CPU.h").size("CPU").field("CPU", "APICID");
                boot.array("CPUTable", "CPU"); expectToReach(machine, "KernelReady");
                hunk = "Turn")
                expect("Nothing that a kernel has", name("CPU_ONLINE"), "CR0");
                """);

        assertEquals(List.of(), breaches());
    }

    @Test
    void whatNoContractTellsOfIsABreach() throws IOException {
        lesson(1, "| `CPUTable` | of `CPU`\n");
        write("claims/step01/A.java", """
                boot.array("CPUTable", "CPU");
                offsets.field("CPU", "APICID").field("CPU", "Turn");
                expect("CPU_OFFLINE");
                """);

        assertEquals(List.of(
                        "claims/step01/A.java:2: reads Turn, of which no contract tells so far",
                        "claims/step01/A.java:2: reads APICID, of which no contract tells so far",
                        "claims/step01/A.java:3: reads CPU_OFFLINE, of which no contract tells so"
                                + " far"),
                breaches());
    }

    @Test
    void aNameThatTheKernelDoesNotHaveIsABreach() throws IOException {
        lesson(1, "| `CPUTable`, `CPUList` | of `Nonsense`, wherever\n| `make OUT=` | builds\n");

        assertEquals(List.of("steps/01-x/lesson.adoc:10: stage 1 has no CPUList"), breaches());
    }

    @Test
    void anEarlierContractKnowsNothingOfALaterOne() throws IOException {
        lesson(1, "| `CPUTable` | the table\n");
        write("claims/step00/A.java", "boot.array(\"CPUTable\");\n");

        assertEquals(List.of("claims/step00/A.java:1: reads CPUTable, of which no contract tells"
                + " so far"), breaches());
    }
}
