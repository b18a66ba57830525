package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The boot log lists the CPUs that the machine has, each once, and marks the boot processor. */
@Step(1)
@Criterion("Success: boot log lists all detected CPUs with APIC IDs and selected BSP.")
@Hint(diagnosis = "ignored-in-silence",
        where = "Look for what the log says of processors that get no record.",
        wrong = "A processor is listed as enabled, has an APIC ID above FEH or one that was "
                + "listed before, and nothing says that it is ignored.",
        fix = "Print a WARN line for each enabled processor that is not recorded.",
        hunk = "LogUnrecorded")
@Hint(where = "Compare the lines of area smp in the log with the table in memory and with the "
                + "form in the lesson's contract.",
        wrong = "A line is missing, is there twice, has another form, or says something else "
                + "than the firmware does.",
        fix = "After the table is complete, print one line for each record, with its index, ids "
                + "and flags, and mark the one at BootCPUIndex; then the summary.",
        hunk = "LogCPUs")
class TheLogListsEveryCpuTest {

    @OnEveryMachine(from = Boards.class)
    void eachProcessorOfTheMachineHasItsLine(Boot boot) {
        compare(boot);
    }

    @OnEveryMachine(from = OddTables.class)
    void eachProcessorOfAnOddFirmwareHasItsLine(Boot boot) {
        compare(boot);
        CpuLines lines = new CpuLines(boot.log());
        long ignored = Listed.ignored(boot);
        expect("the number of WARN lines", lines.warnings())
                .given("listed as enabled and not to be recorded", ignored)
                .given("log", lines.all()).asPrinted()
                .diagnose("ignored-in-silence", found -> true)
                .to("a line for each", found -> found >= ignored);
    }

    private static void compare(Boot boot) {
        CpuLines lines = new CpuLines(boot.log());
        List<CpuRecord> expected = Listed.processors(boot).stream().sorted().toList();
        expect("the processors in the log",
                lines.cpus().stream().map(CpuLines.Line::record).sorted().toList())
                .given("log", lines.all()).asPrinted().toBe(expected);
        List<CpuRecord> records = CpuTable.of(boot).records();
        expect("the processors in the log, by index", lines.cpus().stream()
                .map(line -> named(line.index(), line.record())).sorted().toList())
                .given("log", lines.all()).asPrinted()
                .toBe(IntStream.range(0, records.size())
                        .mapToObj(index -> named(index, records.get(index))).sorted().toList());
        expect("the APIC IDs marked as boot processor", lines.cpus().stream()
                .filter(CpuLines.Line::boot).map(line -> line.record().apicId()).toList())
                .given("log", lines.all()).asPrinted()
                .toBe(List.of((long) boot.hardware().bootApicId()));
        expect("the number of CPUs in the summary", lines.count())
                .given("log", lines.all()).asPrinted()
                .toBe(Optional.of((long) expected.size()));
    }

    private static String named(long index, CpuRecord record) {
        return "CPU " + index + ": " + record;
    }
}
