package checker.steps.step01;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.report.Cause;

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
@Hint(diagnosis = "recorded-twice",
        where = "Look at what is done once the table is full.",
        wrong = "A processor stands in the table twice, and another one has lost its place.",
        fix = "Leave the records that there are alone: keep a place for the boot processor while "
                + "it has not come, and give each APIC ID one record.",
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
        LimitedTable.expectFilled(boot, Boards.MAX_CPUS);
    }

    @OnEveryMachine(from = OddTables.Crowded.class)
    void theBootProcessorIsNeverLeftOut(Boot boot) {
        LimitedTable.expectFilled(boot, Boards.MAX_CPUS);
    }
}
