package checker.steps.step04;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Kernel;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.oracle.StructView;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code CPUTable} as it stands in memory, beside the records of step 1 that name its CPUs.
 *
 * @param list of them, by index
 * @param bootIndex of the boot CPU's
 * @param online the bitmap of online CPUs
 * @param inApicMode whether the other CPUs may be there at all
 */
record Entries(List<Entry> list, int bootIndex, long online, boolean inApicMode) {

    /** What the contract lets a check know of the kernel's declarations. */
    static final OffsetRequest LAYOUT = layout();

    private static final OffsetRequest RECORD = OffsetRequest.of("smp/CPURecord.h")
            .size("CPURecord").field("CPURecord", "APICID").field("CPURecord", "ProcessorID")
            .constant("MAX_CPUS");
    private static final OffsetRequest MODE =
            OffsetRequest.of("cpu/InterruptMode.h").constant("APIC_MODE");

    static final String TABLE = "CPUTable";
    static final String ONLINE = "OnlineCPUs";

    /**
     * One CPU's.
     *
     * @param index in the table
     * @param address of the entry
     * @param apicId as the CPU's record has it
     * @param processorId as the CPU's record has it
     * @param fields of the entry
     */
    record Entry(int index, long address, long apicId, long processorId, StructView fields) {

        long field(String name) {
            return fields.unsigned(name);
        }

        /** The index of its CPU, among all that the machine has; fails where there is none. */
        int cpu(List<Integer> apicIds) {
            int cpu = apicIds.indexOf((int) apicId);
            expect("whether the machine has the CPU of " + TABLE + "[" + index + "], with APIC ID "
                    + apicId, cpu >= 0).toBe(true);
            return cpu;
        }
    }

    Entries {
        list = List.copyOf(list);
    }

    private static OffsetRequest layout() {
        OffsetRequest request = OffsetRequest.of("arch/CPU.h").size("CPU");
        for (String field : List.of("Self", "Index", "APICID", "ProcessorID", "Status",
                "PerCpuStack", "TSS", "CurrentTask", "LocalAPICBase", "LapicTimer",
                "LapicTimer.Frequency", "LapicTimer.InitialCount", "LapicTimer.Mode",
                "PerCpuFlags", "Statistics", "Statistics.Interrupts", "Statistics.Exceptions",
                "Statistics.NMIs", "Statistics.SystemCalls", "Statistics.TaskSwitches")) {
            request = request.field("CPU", field);
        }
        return request.constant("LAPIC_TIMER_STOPPED").header("arch/x86/common/APStart.h")
                .constant("CPU_OFFLINE").constant("CPU_BOOTING").constant("CPU_ONLINE");
    }

    /** Memory of the kernel's variables. */
    private interface Variables {
        byte[] read(long address, int bytes);
    }

    /** At the end of a boot. */
    static Entries of(Boot boot) {
        return read(boot.kernel(), boot::read);
    }

    /** In a machine that stands still. */
    static Entries of(Machine machine, Kernel kernel) {
        return read(kernel, (address, bytes) -> machine.memory().read(address, bytes));
    }

    private static Entries read(Kernel kernel, Variables variables) {
        Offsets layout = kernel.offsets(LAYOUT);
        Offsets record = kernel.offsets(RECORD);
        int count = (int) number(kernel, variables, "CPUCount");
        long most = record.constant("MAX_CPUS");
        expect("CPUCount", count).to("from 1 to MAX_CPUS", found -> found >= 1 && found <= most);
        int size = Math.toIntExact(layout.size("CPU"));
        List<StructView> records = StructView.array(record, "CPURecord", variables.read(
                kernel.address("CPURecords"), (int) record.size("CPURecord") * count));
        List<StructView> entries = StructView.array(layout, "CPU",
                variables.read(kernel.address(TABLE), size * count));
        List<Entry> list = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            list.add(new Entry(index, kernel.address(TABLE) + (long) size * index,
                    records.get(index).unsigned("APICID"),
                    records.get(index).unsigned("ProcessorID"), entries.get(index)));
        }
        int boot = (int) number(kernel, variables, "BootCPUIndex");
        expect("BootCPUIndex", boot).to("below CPUCount", found -> found < count);
        return new Entries(list, boot, number(kernel, variables, ONLINE),
                number(kernel, variables, "InterruptMode")
                        == kernel.offsets(MODE).constant("APIC_MODE"));
    }

    private static long number(Kernel kernel, Variables variables, String name) {
        return GuestMemory.number(variables.read(kernel.address(name), Integer.BYTES));
    }

    Entry boot() {
        return list.get(bootIndex);
    }

    /** The entry of the CPU with that APIC id; fails where the table has none. */
    Entry of(int apicId) {
        return list.stream().filter(entry -> entry.apicId == apicId).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no entry for APIC ID " + apicId));
    }

    boolean has(int apicId) {
        return list.stream().anyMatch(entry -> entry.apicId == apicId);
    }

    /** The entries of CPUs that a right kernel has online, of those that the machine has. */
    List<Entry> online(List<Integer> apicIds) {
        return list.stream().filter(entry -> entry.index == bootIndex
                || inApicMode && apicIds.contains((int) entry.apicId)).toList();
    }

    /** The indices of their CPUs, among all that the machine has. */
    List<Integer> cpus(List<Integer> apicIds) {
        return online(apicIds).stream().map(entry -> entry.cpu(apicIds)).toList();
    }

    /** What an address is among the entries, in words. */
    String name(long address) {
        return list.stream().filter(entry -> entry.address == address).findFirst()
                .map(entry -> "&" + TABLE + "[" + entry.index + "]")
                .orElse("0x" + Long.toHexString(address));
    }

    boolean isAnEntry(long address) {
        return list.stream().anyMatch(entry -> entry.address == address);
    }
}
