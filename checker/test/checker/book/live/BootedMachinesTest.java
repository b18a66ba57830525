package checker.book.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.junit.StartRun;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the clone's kernel shows when it is really booted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BootedMachinesTest {

    private static final Repository CLONE = Repository.find();
    private BootedMachines machines;

    @BeforeAll
    void open() throws IOException {
        machines = new BootedMachines(CLONE);
    }

    @AfterAll
    void close() {
        machines.close();
    }

    private List<String> answer(Order.Kind kind, MachineSpec spec, String... details) {
        return machines.answer(CLONE.kernel(), Order.of(kind, spec, details));
    }

    private String fault(Order.Kind kind, MachineSpec spec, String... details) {
        return assertThrows(LiveException.class, () -> answer(kind, spec, details)).getMessage();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aLogIsTheSameEachTime(Architecture architecture) {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2);
        List<String> log = answer(Order.Kind.LOG, spec);

        assertTrue(log.get(0).endsWith("INFO boot: " + architecture + " kernel, started by qemu"),
                log.toString());
        assertTrue(log.get(log.size() - 1).endsWith("INFO boot: ready"), log.toString());
        assertEquals(log, answer(Order.Kind.LOG, spec));
        assertEquals(log.subList(0, 3), answer(Order.Kind.LOG, spec, "protection:"));
    }

    @Test
    void aLogGoesOnBehindReady() {
        List<String> log = answer(Order.Kind.LOG,
                MachineWords.spec("x86-64", 1, "network"), "INFO network: ");

        assertTrue(log.get(log.size() - 1).contains("52:54:00:12:34:56"), log.toString());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aSessionIsTheSameEachTime(Architecture architecture) {
        MachineSpec spec = MachineSpec.of(architecture).withArguments("log=info");
        String[] typed = {"", "echo one two three four five six | wc", "cat", "line", "^D", "ps",
            "poweroff"};
        List<String> console = answer(Order.Kind.SESSION, spec, typed);

        assertEquals(List.of("$ echo one two three four five six | wc", "1 6 28", "$ cat", "line",
                "line", "$ ps"), console.subList(0, 6));
        assertTrue(console.get(console.size() - 1).endsWith("INFO power: switching off"),
                console.toString());
        assertEquals(console, answer(Order.Kind.SESSION, spec, typed));
    }

    @Test
    void aSessionMayEndWithAText() {
        assertEquals(List.of("$ echo one; sleep 100", "one"), answer(Order.Kind.SESSION,
                MachineSpec.of(Architecture.X86_64), "one", "echo one; sleep 100"));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void examplesAreBuiltIn(Architecture architecture, @TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("hello.c"), """
                #include <stdio.h>
                int main(void) { return printf("42\\n") < 0; }
                """);
        Path probe = Files.writeString(folder.resolve("Hello.c"), """
                #include "base/Log.h"
                #include "probe/Probe.h"
                PROBE(Hello, "it is heard") {
                    LogInfo("hello", "%u", 6u * 7u);
                    PROBE_EXPECT(TRUE, "not");
                }
                """);
        MachineSpec spec = MachineSpec.of(architecture);
        Order session = Order.of(Order.Kind.SESSION, spec.withArguments("log=warn"), "", "hello");
        Order log = Order.of(Order.Kind.LOG, spec.withArguments("probe=Hello nonce=12345678"),
                "hello: ");

        assertEquals(List.of("$ hello", "42"), machines.answer(CLONE.kernel(),
                session.with(new Order.Examples(List.of(), List.of(program)))));
        List<String> without = machines.answer(CLONE.kernel(), session);
        assertTrue(without.get(1).contains("not found"), without.toString());
        List<String> lines = machines.answer(CLONE.kernel(),
                log.with(new Order.Examples(List.of(probe), List.of())));
        assertTrue(lines.get(lines.size() - 1).endsWith("INFO hello: 42"), lines.toString());
        Files.writeString(program, "int main(void) { return Nothing; }");
        Order broken = session.with(new Order.Examples(List.of(program), List.of(program)));
        assertTrue(assertThrows(LiveException.class,
                () -> machines.answer(CLONE.kernel(), broken)).getMessage()
                .startsWith("the kernel does not build for " + architecture + ": "));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void rangesAreThoseOfTheProgramThatRuns(Architecture architecture) {
        Grid grid = RangesGrid.of(answer(Order.Kind.RANGES, MachineSpec.of(architecture),
                "FillZeros", "cat /dev/zero > /dev/null"), "");
        List<String> lines = grid.lines();

        assertTrue(lines.stream().anyMatch(line -> line.startsWith("400000H ")
                && line.contains(" user and kernel, read only")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.contains(" kernel, writable")));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aStateIsTheMachinesAndTheSameEachTime(Architecture architecture) {
        MachineSpec spec = MachineSpec.of(architecture).withCpus(2);
        List<String> lines = answer(Order.Kind.STATE, spec, "KernelReady", "");
        MachineState state = MachineState.of(lines);

        assertEquals("IA32_APIC_BASE = FEE00900H, where and what the Local APIC is, MSR 1BH",
                RegisterGrid.of(state, 0, "IA32_APIC_BASE", architecture.label(), Set.of())
                        .title());
        assertTrue(RegisterGrid.of(state, 1, "APIC.ID", architecture.label(), Set.of()).lines()
                .contains("31-24 id 1 by which interrupts find this CPU"));
        assertTrue(RegisterGrid.of(state, 0, "APIC.VERSION", architecture.label(), Set.of())
                .lines().toString().contains("7-0 version 14H"));
        assertThrows(LiveException.class, () -> RegisterGrid.of(state, 1, "IA32_APIC_BASE",
                architecture.label(), Set.of()));
        assertTrue(TableGrids.of("madt", state, 0, "").lines().contains(
                "34H 8 0 Processor Local APIC processor UID 1, APIC id 1, flags 1: enabled"));
        for (String name : TableGrids.names()) {
            assertTrue(TableGrids.of(name, state, 0, "").rows().size() > 2, name);
        }
        assertEquals(lines, answer(Order.Kind.STATE, spec, "KernelReady", ""));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void pagesLeadToTheKernelsFirstMebibytes(Architecture architecture) {
        Grid grid = PagesGrid.of("KernelMain", answer(Order.Kind.PAGES,
                MachineSpec.of(architecture), "KernelReady", "", "KernelMain"));
        List<String> last = grid.rows().get(grid.rows().size() - 1);

        assertEquals("page table", last.get(0));
        assertTrue(last.get(4).matches("page 1[0-9A-F]{5}H, read only, kernel only,.*"),
                last.get(4));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void aTimelineIsTheSameEachTime(Architecture architecture) {
        MachineSpec spec = MachineSpec.of(architecture);
        String[] details = {"PowerOff", "echo one | wc", "0", "9999", "id", "false"};
        List<String> lines = answer(Order.Kind.TIMELINE, spec, details);

        assertTrue(lines.get(0).startsWith("<div class=\"timeline\">"));
        assertTrue(lines.stream().anyMatch(line -> line.matches(
                "\\d+\\.\\d{3} CPU 0, task \\d+ sh: fork\\(.*")), lines.toString());
        for (int again = 0; again < 3; again++) {
            assertTrue(lines.equals(answer(Order.Kind.TIMELINE, spec, details)));
        }
        assertEquals("nothing is recorded from 9000 to 9999 ms", fault(Order.Kind.TIMELINE, spec,
                "PowerOff", "ps", "9000", "9999", "id", "false"));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theStartOfCpusIsTheSameEachTime(Architecture architecture) {
        MachineSpec spec = StartRun.machine(architecture);
        List<String> lines = answer(Order.Kind.STARTS, spec, "id", "true");

        assertTrue(lines.get(0).startsWith("<div class=\"timeline starts\">"));
        for (int cpu = 1; cpu <= 3; cpu++) {
            String words = String.join("|", lines.subList(1, lines.size()));
            assertTrue(words.matches(".* sends an INIT to CPU " + cpu + " .* sends a start-up"
                    + " message for page [0-9A-F]{2}H to CPU " + cpu + " .* CPU " + cpu
                    + " real mode.* CPU " + cpu + " protected mode.* CPU " + cpu + " in C.* CPU "
                    + cpu + " online.* CPU " + cpu + " halted.*"), words);
        }
        assertTrue(lines.equals(answer(Order.Kind.STARTS, spec, "id", "true")));
    }

    @Test
    void whatDoesNotComeIsAFault() {
        MachineSpec spec = MachineSpec.of(Architecture.X86_64);

        assertTrue(fault(Order.Kind.LOG, spec, "no such text").matches("the kernel writes no \"no"
                + " such text\": .* of guest time; it ends with: .* boot: ready.*"));
        assertTrue(fault(Order.Kind.SESSION, spec.withArguments("init=/bin/none"), "", "ps")
                .startsWith("the shell does not come up: "));
        assertTrue(fault(Order.Kind.SESSION, spec, "", "sleep 1000")
                .startsWith("nobody reads from the terminal after \"sleep 1000\": "));
        assertEquals("the kernel has no function NoSuch",
                fault(Order.Kind.STATE, spec, "NoSuch", ""));
        assertTrue(fault(Order.Kind.STATE, spec, "Panic", "").startsWith("the kernel does not get"
                + " there: "));
        assertEquals("the kernel has no symbol NoSuch",
                fault(Order.Kind.PAGES, spec, "KernelReady", "", "NoSuch"));
        assertEquals("the machine is switched off before ps",
                fault(Order.Kind.SESSION, spec, "", "poweroff", "ps"));
    }

    @Test
    void aMachineIsMadeOfWords() {
        assertEquals("x86-32, 6 CPUs (2 sockets x 3 cores), q35, SeaBIOS, deterministic, 64 MiB,"
                + " -cpu qemu32,-apic, no HPET, network card 52:54:00:12:34:56",
                MachineWords.spec("x86-32", 1,
                        "q35 seabios 64MiB 2x3x1 cpu:qemu32,-apic network no-hpet").describe());
        assertTrue(MachineWords.spec("x86-64", 1, "1ns").describe().contains(
                "deterministic, 1 ns an instruction"));
        assertThrows(LiveException.class, () -> MachineWords.spec("x86-64", 0, ""));
    }
}
