package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** Of all records, the kernel knows which one is that of the CPU it runs on. */
@Step(1)
@Criterion("boot log lists all detected CPUs with APIC IDs and selected BSP")
@Hint(diagnosis = "zero-taken-for-boot-processor",
        where = "Look at where the boot processor's APIC ID comes from.",
        wrong = "The boot processor's APIC ID is taken to be 0. Here the kernel was started on a "
                + "processor with another one, as by a kernel that hands over to it.",
        fix = "Ask the CPU itself: CPUID leaf 1, EBX bits 31 to 24, or leaf 0BH, EDX.",
        hunk = "InitialAPICID")
@Hint(diagnosis = "first-taken-for-boot-processor",
        where = "Look at how the kernel decides which record is its own.",
        wrong = "The first entry of the MADT is taken for the boot processor. No table promises "
                + "that order.",
        fix = "Ask the CPU itself: CPUID leaf 1, EBX bits 31 to 24, or leaf 0BH, EDX; then find "
                + "the record with that APIC ID.",
        hunk = "BootCPUFound")
@Hint(where = "Look at BootCPUIndex, and at the APIC ID that the running CPU has.",
        wrong = "BootCPUIndex names the record of another processor than the one that runs.",
        fix = "Find the record whose APIC ID is the initial APIC ID that CPUID returns, after "
                + "all records are in the table.",
        hunk = "BootCPUFound")
class TheBootProcessorIsKnownTest {

    @OnEveryMachine(from = Boards.class)
    void theBootRecordIsThatOfTheRunningCpu(Boot boot) {
        compare(boot);
    }

    @OnEveryMachine(from = OddTables.class)
    void theBootRecordIsThatOfTheRunningCpuWhereverItIsListed(Boot boot) {
        compare(boot);
    }

    private static void compare(Boot boot) {
        CpuTable table = CpuTable.of(boot);
        long running = boot.hardware().bootApicId();
        expect("the APIC ID in the boot processor's record", table.bootRecord().apicId())
                .given("BootCPUIndex", table.bootIndex())
                .given("records", table.records())
                .diagnose("zero-taken-for-boot-processor", found -> found == 0)
                .diagnose("first-taken-for-boot-processor", found -> table.bootIndex() == 0)
                .toBe(running);
    }
}
