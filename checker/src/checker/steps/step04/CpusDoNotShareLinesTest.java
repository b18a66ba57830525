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
                + "CPUs read or write: whenever they do, one has to wait for the other.",
        fix = "Begin a new line, ALIGNED(64), for what others look at, Status and APICID, and "
                + "another one behind it.",
        hunk = "CACHE_LINE_BYTES")
final class CpusDoNotShareLinesTest {

    private static final long LINE = 64;
    /**
     * Of the owner alone, written at each interrupt, switch or call, or whenever it starts its
     * timer; whose frequency, measured once, is none of them.
     */
    private static final List<String> OWNERS = List.of("CurrentTask", "PerCpuFlags",
            "LapicTimer.InitialCount", "LapicTimer.Mode", "Statistics.Interrupts",
            "Statistics.Exceptions", "Statistics.NMIs", "Statistics.SystemCalls",
            "Statistics.TaskSwitches");
    /**
     * What others write, and wait for; and what they read to send the CPU a message. Nobody else
     * asks for the ACPI id, the base of the Local APIC or a stack of a CPU that runs.
     */
    private static final List<String> OTHERS = List.of("Status", "APICID");

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
                    .stream().filter(own -> shareLine(layout, own, shared)).toList())
                    .given("its offset", layout.field("CPU", shared).offset())
                    .diagnose("shared-line", found -> true).toBe(List.of());
        }
    }

    /** The lines of a field are those of its first and its last byte. */
    private static boolean shareLine(Offsets layout, String one, String other) {
        return first(layout, one) <= last(layout, other)
                && first(layout, other) <= last(layout, one);
    }

    private static long first(Offsets layout, String field) {
        return layout.field("CPU", field).offset() / LINE;
    }

    private static long last(Offsets layout, String field) {
        Offsets.Field found = layout.field("CPU", field);
        return (found.offset() + found.size() - 1) / LINE;
    }
}
