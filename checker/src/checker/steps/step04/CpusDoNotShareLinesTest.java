package checker.steps.step04;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.Offsets;
import java.util.List;

/** What one CPU writes often is on no cache line that another uses. */
@Step(4)
@Criterion("Introduce `CPU` struct (PascalCase fields) holding: APIC ID, ACPI ProcessorId, Status "
        + "(offline/booting/online), PerCpuStack/TSS pointers, CurrentTask, LocalAPIC base, "
        + "LapicTimer state, PerCpuFlags, Statistics.")
@Hint(diagnosis = "size", where = "The size and the alignment of CPU.",
        wrong = "Two entries share a cache line: what one CPU writes takes the line away from "
                + "another.",
        fix = "ALIGNED(64): then the size is a multiple of it, too.",
        hunk = "CACHE_LINE_BYTES")
@Hint(diagnosis = "shared-line", where = "The order of the fields of CPU.",
        wrong = "A field that its owner writes all the time is on one line with one that other "
                + "CPUs read or write.",
        fix = "Begin a new line, ALIGNED(64), for what others look at: Status and its neighbours.",
        hunk = "CACHE_LINE_BYTES")
final class CpusDoNotShareLinesTest {

    private static final long LINE = 64;
    /** Of the owner alone, written at each interrupt, switch or call. */
    private static final List<String> OWNERS = List.of("CurrentTask", "PerCpuFlags",
            "Statistics.Interrupts", "Statistics.Exceptions", "Statistics.NMIs",
            "Statistics.SystemCalls", "Statistics.TaskSwitches");
    /** What others read, or write. */
    private static final List<String> OTHERS = List.of("Status");

    @OnEveryMachine(cpus = 2)
    void entriesAreOnLinesOfTheirOwn(Boot boot) {
        Offsets layout = boot.kernel().offsets(Entries.LAYOUT);
        expect("the size of CPU, modulo " + LINE, layout.size("CPU") % LINE)
                .given("its size", layout.size("CPU")).diagnose("size", found -> true).toBe(0L);
        expect("the address of CPUTable, modulo " + LINE,
                boot.kernel().address(Entries.TABLE) % LINE)
                .diagnose("size", found -> true).toBe(0L);
    }

    @OnEveryMachine(cpus = 2)
    void ownersAndOthersFieldsAreApart(Boot boot) {
        Offsets layout = boot.kernel().offsets(Entries.LAYOUT);
        for (String shared : OTHERS) {
            expect("fields on the cache line of " + shared + " that their owner writes", OWNERS
                    .stream().filter(own -> lines(layout, own, shared)).toList())
                    .given("its offset", layout.field("CPU", shared).offset())
                    .diagnose("shared-line", found -> true).toBe(List.of());
        }
    }

    private static boolean lines(Offsets layout, String one, String other) {
        return layout.field("CPU", one).offset() / LINE
                == layout.field("CPU", other).offset() / LINE;
    }
}
