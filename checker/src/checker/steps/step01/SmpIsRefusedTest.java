package checker.steps.step01;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.oracle.KernelLog;
import checker.report.Cause;
import java.util.Set;

/** When the firmware does not make sense, the kernel says so once and runs on one CPU. */
@Step(1)
@Criterion("Validate APIC base from MSR vs ACPI override; refuse SMP if APIC disabled or no MADT.")
@Hint(diagnosis = "smp-allowed",
        where = "Look at what the boot policy asks before it allows SMP.",
        wrong = "SMP was allowed on a machine where it must not be; expected names the reason.",
        fix = "Ask in this order: command line, CPUID's APIC bit, the enable bit and the x2APIC "
                + "bit of IA32_APIC_BASE, a MADT with the right checksum, no damage in it, its "
                + "address equal to the MSR's, the boot processor listed as enabled.",
        hunk = "DecideSMP")
@Hint(diagnosis = "records-kept",
        where = "Look at CPUCount after the refusal.",
        wrong = "SMP was refused, and other processors' records stay in the table: the next step "
                + "would start them.",
        fix = "When SMP is refused, the table holds the boot processor's record alone.",
        hunk = "RecordLoneCPU")
@Hint(diagnosis = "lone-record-differs",
        where = "Look at the boot processor's record when it is alone.",
        wrong = "It is to have the ACPI id and the flags that a valid MADT gives for its APIC ID; "
                + "where that says nothing, ACPI processor 0 and flags 1.",
        fix = "Look for the boot processor's entry in the MADT also when SMP is refused.",
        hunk = "RecordLoneCPU")
@Hint(diagnosis = "refusal-said-twice",
        where = "Count the lines that begin with uniprocessor:",
        wrong = "The refusal is to be said once, with the first reason.",
        fix = "Let one function decide and return the reason, and one place print it.",
        hunk = "LogPolicy")
@Hint(causes = {Cause.PANIC, Cause.EXCEPTION, Cause.RESET},
        where = "Look at the place in the dump: which table or register was read there?",
        wrong = "A machine whose firmware is wrong, or that has no APIC, is no reason to stop.",
        fix = "Check before you read: the APIC bit of CPUID before the MSR, the pointer to the "
                + "MADT before its fields; and return a refusal instead of a panic.",
        hunk = "DecideSMP")
@Hint(causes = Cause.NO_PROGRESS,
        where = "Look at where the CPU is: which loop does not end?",
        wrong = "The loop over the MADT's entries steps by a length that the table chose.",
        fix = "An entry of length 0 or 1, or one that ends behind the table, ends the loop and "
                + "marks the table damaged.",
        hunk = "IsMADTIntact")
@Hint(where = "Compare BootPolicy and the lines of area smp with the lesson's contract.",
        wrong = "The kernel did not refuse SMP as it should have, or refused for another reason.",
        fix = "Ask in the order of the lesson's picture, and let the first reason count.",
        hunk = "DecideSMP")
class SmpIsRefusedTest {

    // C code that reads IA32_APIC_BASE, clears its enable bit (11), writes it back, and begins the
    // function it was put into anew: mov ecx, 1BH; rdmsr; and eax, ~800H; wrmsr; jmp to its start.
    private static final byte[] DISABLE_APIC = {
        (byte) 0xb9, 0x1b, 0, 0, 0, 0x0f, 0x32, 0x25, (byte) 0xff, (byte) 0xf7, (byte) 0xff,
        (byte) 0xff, 0x0f, 0x30, (byte) 0xeb, -16};

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(1);

    @OnEveryMachine(from = BadTables.WithoutMadt.class)
    void aMissingMadtIsRefused(Boot boot) {
        Policy.expectRefused(boot, Policy.NO_MADT);
        expectRecord(boot, new CpuRecord(0, boot.hardware().bootApicId(), 1));
    }

    @OnEveryMachine(from = BadTables.Damaged.class)
    void aDamagedMadtIsRefused(Boot boot) {
        Policy.expectRefused(boot, Policy.DAMAGED_MADT);
    }

    @OnEveryMachine(from = BadTables.Disagreeing.class)
    void twoAddressesOfTheLocalApicAreRefused(Boot boot) {
        Policy.expectRefused(boot, Policy.ADDRESS_MISMATCH);
        expectRecord(boot, Listed.lone(boot));
    }

    @OnEveryMachine(from = BadTables.WithoutBootProcessor.class)
    void aListWithoutTheBootProcessorIsRefused(Boot boot) {
        Policy.expectRefused(boot, Policy.BSP_NOT_LISTED);
        expectRecord(boot, Listed.lone(boot));
    }

    @OnEveryMachine(from = BadTables.WithoutApic.class)
    void aCpuWithoutAnApicIsRefused(Boot boot) {
        Policy.expectRefused(boot, Policy.NO_APIC);
    }

    /**
     * A CPU whose APIC is off behaves like one without, CPUID included (Intel SDM volume 3A,
     * "Enabling or Disabling the Local APIC"), so that either reason is right. On SeaBIOS, which
     * leaves LINT0 open: QEMU lets the 8259s through a switched-off APIC only then.
     */
    @OnEveryMachine(cpus = 4, firmware = Firmware.SEABIOS)
    void anApicThatIsSwitchedOffIsRefused(Machine machine, Kernel kernel) {
        switchApicOff(machine, kernel);
        expectToReach(machine, "KernelReady", LIMIT);

        expectRefused(machine, kernel, Policy.NO_APIC, Policy.APIC_DISABLED);
    }

    /** On SeaBIOS, too: a kernel without a driver for that mode leaves LINT0 as it is. */
    @OnEveryMachine(from = BadTables.InX2ApicMode.class)
    void x2apicModeIsRefused(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelMain", LIMIT);
        X2ApicMode.runTo("KernelReady", machine, kernel, LIMIT);

        expectRefused(machine, kernel, Policy.X2APIC_MODE);
    }

    private static void expectRefused(Machine machine, Kernel kernel, String... reasons) {
        Policy.expectRefused(machine.memory().readNumber("BootPolicy", Integer.BYTES), kernel,
                CpuTable.of(machine, kernel), machine.apicIds().get(0),
                KernelLog.parse(machine.serial()), Set.of(reasons));
    }

    private static void expectRecord(Boot boot, CpuRecord expected) {
        expect("the boot processor's record", CpuTable.of(boot).bootRecord())
                .diagnose("lone-record-differs", found -> true)
                .toBe(expected);
    }

    /** As if the firmware had done it: before the kernel's first own instruction in C. */
    private static void switchApicOff(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelMain", LIMIT);
        long start = kernel.address("KernelMain");
        byte[] own = machine.memory().read(start, DISABLE_APIC.length);
        machine.memory().write(start, DISABLE_APIC);
        machine.runTo("KernelMain", LIMIT);
        machine.memory().write(start, own);
        CpuState cpu = machine.cpus().get(0);
        if (cpu.instructionPointer() != start) {
            throw new IllegalStateException("the patch of KernelMain ended at " + cpu);
        }
    }
}
