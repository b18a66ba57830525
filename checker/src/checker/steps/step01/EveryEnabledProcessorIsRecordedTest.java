package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.oracle.Difference;
import checker.report.Cause;
import java.util.List;
import java.util.stream.IntStream;

/** The table of CPUs holds every processor that the firmware lists as enabled, and no other. */
@Step(1)
@Criterion("Use MADT to enumerate enabled processors; store per-CPU records (ACPI ProcessorId, "
        + "APIC ID, flags) for both x86-32 and x86-64.")
@Hint(causes = Cause.DOES_NOT_BUILD,
        where = "The section Contract of steps/01-cpu-discovery/lesson.adoc lists names.",
        wrong = "The check looks for smp/CPURecord.h with CPURecord, MAX_CPUS, CPURecords, "
                + "CPUCount and BootCPUIndex.",
        fix = "Declare them in kernel/smp/CPURecord.h and define the variables in a .c file "
                + "beside it.",
        hunk = "CPURecords")
@Hint(diagnosis = "disabled-recorded",
        where = "Look at the flags of the entries.",
        wrong = "Processors without the Enabled flag (bit 0) are in the table: empty sockets, or "
                + "ones that may come later.",
        fix = "Skip an entry unless its flags have MADT_PROCESSOR_ENABLED set; Online Capable "
                + "(bit 1) does not make a processor usable now.",
        hunk = "RecordCPU")
@Hint(diagnosis = "indexed-by-apic-id",
        where = "Look at the place in CPURecords that each processor gets.",
        wrong = "The table has empty places among its first CPUCount: an APIC ID was used as an "
                + "index, and APIC IDs have holes.",
        fix = "Put each record at CPURecords[CPUCount] and count; the APIC ID is a field of it.",
        hunk = "RecordCPU")
@Hint(diagnosis = "recorded-twice",
        where = "Look at the APIC IDs that the table already has.",
        wrong = "An APIC ID stands in the table twice; it is the address of one processor.",
        fix = "Before adding a record, look for its APIC ID among those there are.",
        hunk = "WasListed")
@Hint(diagnosis = "ids-swapped",
        where = "Compare APIC ID and ACPI ID of each record with the MADT's.",
        wrong = "The APIC IDs in the table are the ACPI processor UIDs of the entries. They are "
                + "equal on most machines, not on this one.",
        fix = "Type 0 has the UID at offset 2 and the APIC ID at 3; type 9 has the x2APIC ID at "
                + "4, flags at 8, UID at 12.",
        hunk = "ToRecord")
@Hint(diagnosis = "numbered-by-index",
        where = "Look at where each record's APIC ID comes from.",
        wrong = "The APIC IDs in the table are 0, 1, 2 ...; those of the machine have holes.",
        fix = "Copy the APIC ID from the entry. The place in the table is the kernel's own number "
                + "and no APIC ID.",
        hunk = "ToRecord")
@Hint(diagnosis = "unaddressable-recorded",
        where = "Look at the largest APIC ID.",
        wrong = "FFH addresses all processors and is none; an ID of more than 8 bits cannot be "
                + "addressed while the Local APIC is not in x2APIC mode.",
        fix = "Skip entries whose APIC ID is above FEH, with a line that says so.",
        hunk = "RecordCPU")
@Hint(diagnosis = "count-is-zero",
        where = "Look at CPUCount when the boot is complete.",
        wrong = "Nothing is in the table, whatever the log says: CPUCount is 0.",
        fix = "Store a record in CPURecords for each processor, count it in CPUCount, and print "
                + "from the table.",
        hunk = "RecordCPU")
@Hint(causes = {Cause.PANIC, Cause.EXCEPTION, Cause.RESET},
        where = "Look at the places of the CPUs and at the end of the log.",
        wrong = "The kernel came to an end before the boot did.",
        fix = "Find the function that the backtrace names first; a reset without a dump is a "
                + "fault while a fault is handled, or the kernel's own doing.",
        hunk = "DiscoverCPUs")
@Hint(diagnosis = "refused",
        where = "Look at the first bytes of kernel.elf: MultibootHeader.S and the linker script.",
        wrong = "The loader does not take the file for a Multiboot kernel, or the addresses in "
                + "its header do not fit the file.",
        fix = "Undo what you changed in kernel/arch/x86/common/MultibootHeader.S and Kernel.ld; "
                + "this step needs no change there.")
@Hint(causes = {Cause.NO_PROGRESS, Cause.NO_FIRST_BYTE},
        where = "Look at the places of the CPUs: which loop are they in?",
        wrong = "The boot never ends: KernelReady is not reached.",
        fix = "Every loop over firmware data needs an end that does not come from that data, and "
                + "interrupts must be on for ticks to arrive.",
        hunk = "DiscoverCPUs")
@Hint(where = "Compare the table with the entries of types 0 and 9 of the MADT.",
        wrong = "Each entry of type 0 or 9 with the Enabled flag names one processor; the table "
                + "differs, as found says.",
        fix = "Go through all entries by their lengths, skip types you don't know, and add one "
                + "record for each enabled processor of type 0 and of type 9.",
        hunk = "RecordCPU")
class EveryEnabledProcessorIsRecordedTest {

    /** What memory holds where nothing was written. */
    private static final CpuRecord EMPTY = new CpuRecord(0, 0, 0);

    @OnEveryMachine(from = Boards.class)
    void theTableHoldsTheProcessorsOfTheMachine(Boot boot) {
        compare(boot);
    }

    @OnEveryMachine(from = OddTables.class)
    void theTableHoldsTheProcessorsOfAnOddFirmware(Boot boot) {
        compare(boot);
    }

    private static void compare(Boot boot) {
        new TableClaim(Listed.processors(boot), CpuTable.of(boot)).holdsExactlyThose();
    }

    /** What a table should hold, and a diagnosis for each way in which tables go wrong. */
    private record TableClaim(List<CpuRecord> expected, CpuTable table) {

        void holdsExactlyThose() {
            expect("the records in CPURecords",
                            table.records().stream().sorted().toList())
                    .given("difference",
                            Difference.between(expected, table.records()).describe())
                    .diagnose("indexed-by-apic-id", found -> found.contains(EMPTY))
                    .diagnose("recorded-twice", found -> hasRepeatedApicId())
                    .diagnose("unaddressable-recorded", found -> hasUnaddressable())
                    .diagnose("disabled-recorded", found -> hasDisabled())
                    .diagnose("ids-swapped", found -> apicIdsAreProcessorIds())
                    .diagnose("numbered-by-index", found -> apicIdsAreIndexes())
                    .toBe(expected.stream().sorted().toList());
        }

        private boolean hasRepeatedApicId() {
            return table.apicIds().stream().distinct().count() < table.apicIds().size();
        }

        private boolean hasUnaddressable() {
            return table.apicIds().stream().anyMatch(id -> id > Listed.LARGEST_APIC_ID);
        }

        private boolean hasDisabled() {
            return table.records().stream().anyMatch(one -> (one.flags() & 1) == 0);
        }

        private boolean apicIdsAreProcessorIds() {
            List<Long> processorIds = expected.stream().map(CpuRecord::processorId).sorted()
                    .toList();
            return table.apicIds().stream().sorted().toList().equals(processorIds);
        }

        private boolean apicIdsAreIndexes() {
            return table.records().size() == expected.size() && IntStream
                    .range(0, table.records().size())
                    .allMatch(index -> table.apicIds().get(index) == index);
        }
    }
}
