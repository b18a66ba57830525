package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import java.util.List;

/** A table of CPUs that has no room for all: who is in it, and what is said of the others. */
final class LimitedTable {

    private LimitedTable() {}

    /** Fails unless as many as fit are recorded, the boot processor among them. */
    static void expectFilled(Boot boot, int room) {
        CpuTable table = CpuTable.of(boot);
        List<CpuRecord> listed = Listed.processors(boot);
        int count = Math.min(room, listed.size());
        long running = boot.hardware().bootApicId();

        expect("CPUCount", table.records().size())
                .given("listed as enabled", listed.size())
                .given("command line", boot.spec().commandLine())
                .diagnose("one-too-few", found -> found == count - 1)
                .toBe(count);
        expect("the APIC IDs in CPURecords", table.apicIds())
                .given("the boot processor's", running)
                .diagnose("boot-processor-left-out", found -> !found.contains(running))
                .to("the boot processor's among them", found -> found.contains(running));
        expect("the APIC IDs in CPURecords", table.apicIds())
                .diagnose("recorded-twice", found -> true)
                .to("each of them once", found -> found.stream().distinct().count() == count);
        expect("the APIC ID in the boot processor's record", table.bootRecord().apicId())
                .toBe(running);
        expect("records that the firmware does not list", table.records().stream()
                .filter(record -> !listed.contains(record)).toList()).toBe(List.of());
        expectToBeToldOf(boot, table);
    }

    private static void expectToBeToldOf(Boot boot, CpuTable table) {
        CpuLines lines = new CpuLines(boot.log());
        expect("the APIC IDs said to be left out", lines.leftOut().stream().sorted().toList())
                .given("log", lines.all()).asPrinted()
                .diagnose("left-out-in-silence", List::isEmpty)
                .toBe(Listed.leftOut(boot, table));
        expect("the number of lines about a CPU", lines.cpus().size())
                .given("log", lines.all()).asPrinted().toBe(table.records().size());
    }
}
