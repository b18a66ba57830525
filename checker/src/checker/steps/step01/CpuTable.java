package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.oracle.StructView;
import java.util.List;

/**
 * The kernel's table of CPUs, as it stands in memory: {@code CPURecords}, {@code CPUCount} and
 * {@code BootCPUIndex} of the lesson's contract.
 *
 * @param records the first {@code CPUCount} of them
 * @param bootIndex which of them is said to be the boot processor's
 */
record CpuTable(List<CpuRecord> records, long bootIndex) {

    /** What the contract lets a check know of the kernel's declarations. */
    static final OffsetRequest LAYOUT = OffsetRequest.of("smp/CPURecord.h")
            .size("CPURecord")
            .field("CPURecord", "ProcessorID")
            .field("CPURecord", "APICID")
            .field("CPURecord", "Flags")
            .constant("MAX_CPUS");

    private static final String RECORDS = "CPURecords";
    private static final String COUNT = "CPUCount";
    private static final String BOOT_INDEX = "BootCPUIndex";

    CpuTable {
        records = List.copyOf(records);
    }

    /** Memory of the kernel's variables. */
    private interface Variables {
        byte[] read(String symbol, int bytes);
    }

    /** At the end of a boot. */
    static CpuTable of(Boot boot) {
        return read(boot.kernel(), (symbol, bytes) ->
                boot.read(boot.kernel().address(symbol), bytes));
    }

    /** In a machine that stands still. */
    static CpuTable of(Machine machine, Kernel kernel) {
        return read(kernel, (symbol, bytes) ->
                machine.memory().read(kernel.address(symbol), bytes));
    }

    private static CpuTable read(Kernel kernel, Variables variables) {
        Offsets offsets = kernel.offsets(LAYOUT);
        long most = offsets.constant("MAX_CPUS");
        long count = GuestMemory.number(variables.read(COUNT, Integer.BYTES));
        expect(COUNT, count)
                .given("MAX_CPUS", most)
                .diagnose("count-is-zero", found -> found == 0)
                .diagnose("count-past-the-end", found -> found > most)
                .to("from 1 to MAX_CPUS", found -> found >= 1 && found <= most);
        byte[] array = variables.read(RECORDS, Math.toIntExact(offsets.size("CPURecord") * count));
        return new CpuTable(
                StructView.array(offsets, "CPURecord", array).stream().map(CpuTable::record)
                        .toList(),
                GuestMemory.number(variables.read(BOOT_INDEX, Integer.BYTES)));
    }

    private static CpuRecord record(StructView view) {
        return new CpuRecord(view.unsigned("ProcessorID"), view.unsigned("APICID"),
                view.unsigned("Flags"));
    }

    /** The boot processor's record; fails when the index leads out of the table. */
    CpuRecord bootRecord() {
        expect(BOOT_INDEX, bootIndex)
                .given(COUNT, records.size())
                .to("below " + COUNT, found -> found < records.size());
        return records.get((int) bootIndex);
    }

    List<Long> apicIds() {
        return records.stream().map(CpuRecord::apicId).toList();
    }
}
