package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.report.Cause;
import java.util.List;

/** A machine with more processors than the kernel has room for runs on as many as fit. */
@Step(1)
@Criterion("Define maximum CPU count (e.g., 32) and error out gracefully when exceeded.")
@Hint(diagnosis = "count-past-the-end",
        where = "Look at the comparison of CPUCount with MAX_CPUS.",
        wrong = "One record too many is written, behind the end of the array.",
        fix = "Check that CPUCount is below MAX_CPUS before writing record CPUCount.",
        hunk = "RecordCPU")
@Hint(diagnosis = "boot-processor-left-out",
        where = "Think of a table that lists the boot processor after 32 others.",
        wrong = "The boot processor is among those left out: the CPU that runs has no record.",
        fix = "Keep a place for the boot processor: add it first, or stop one short while it has "
                + "not come yet.",
        hunk = "KeptForBootCPU")
@Hint(diagnosis = "one-too-few",
        where = "Look at the comparison of CPUCount with MAX_CPUS.",
        wrong = "There is room for MAX_CPUS records and the last place stays empty.",
        fix = "Add records while CPUCount is below MAX_CPUS.",
        hunk = "RecordCPU")
@Hint(causes = {Cause.PANIC, Cause.EXCEPTION, Cause.RESET},
        where = "Look at what is written when a processor comes and the table is full.",
        wrong = "With more processors than places the kernel crashes: a record written behind "
                + "the end of the array takes the place of another variable.",
        fix = "Check that CPUCount is below MAX_CPUS before writing record CPUCount.",
        hunk = "RecordCPU")
@Hint(where = "Look at what happens to an enabled processor when the table is full.",
        wrong = "MAX_CPUS records are to be kept, the boot processor's among them, and each "
                + "other enabled processor is to be named in a line.",
        fix = "When the table is full, print `left out: ACPI processor N, APIC ID N` and go on "
                + "with the next entry.",
        hunk = "LogUnrecorded")
class TheSurplusIsLeftOutTest {

    @OnEveryMachine(from = Boards.Crowded.class)
    void aCrowdedMachineRunsOnAsManyAsFit(Boot boot) {
        compare(boot);
    }

    @OnEveryMachine(from = OddTables.Crowded.class)
    void theBootProcessorIsNeverLeftOut(Boot boot) {
        compare(boot);
    }

    private static void compare(Boot boot) {
        CpuTable table = CpuTable.of(boot);
        List<CpuRecord> listed = Listed.processors(boot);
        long running = boot.hardware().bootApicId();
        expect("CPUCount", table.records().size())
                .given("listed as enabled", listed.size())
                .diagnose("one-too-few", found -> found == Boards.MAX_CPUS - 1)
                .toBe(Boards.MAX_CPUS);
        expect("the APIC IDs in CPURecords", table.apicIds())
                .given("the boot processor's", running)
                .diagnose("boot-processor-left-out", found -> !found.contains(running))
                .to("the boot processor's among them", found -> found.contains(running));
        expect("the APIC ID in the boot processor's record", table.bootRecord().apicId())
                .toBe(running);
        expect("records that the firmware does not list", table.records().stream()
                .filter(record -> !listed.contains(record)).toList()).toBe(List.of());
        CpuLines lines = new CpuLines(boot.log());
        expect("the APIC IDs said to be left out", lines.leftOut().stream().sorted().toList())
                .given("log", lines.all()).asPrinted().toBe(Listed.leftOut(boot, table));
        expect("the number of lines about a CPU", lines.cpus().size())
                .given("log", lines.all()).asPrinted().toBe(Boards.MAX_CPUS);
    }
}
