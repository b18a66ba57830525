package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.hands.MsrInstructions;

/**
 * A machine whose IA32_APIC_BASE tells another address than the usual one; Intel SDM volume 3A,
 * "Relocating the Local APIC Registers". QEMU's Local APIC stays where it is. So each time the
 * kernel reads the register, which takes the instruction RDMSR, the answer is another, until it
 * would use the Local APIC for its interrupts.
 */
@Step(4)
@Criterion("LocalAPIC base")
final class TheLocalApicMayBeElsewhereTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);
    private static final long APIC_BASE_MSR = 0x1b;
    private static final long LOW_HALF = 0xffffffffL;
    private static final long FLAGS = 0xfff;
    private static final long ELSEWHERE = Madt.USUAL_ADDRESS + 0x100000;

    @OnEveryMachine(cpus = 2)
    @Hint(where = "Who writes LocalAPICBase.",
            wrong = "It is the usual address, and not the one that the CPU tells.",
            fix = "Read IA32_APIC_BASE, and leave the low 12 bits out.",
            hunk = "LocalAPICBase")
    void itsEntryTellsWhere(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelMain", BOOT);
        MsrInstructions.runTo("EnterAPICMode", machine, kernel, BOOT,
                MsrInstructions.readers(kernel), reader -> read(machine, reader.cpu()));
        expect("LocalAPICBase of the boot CPU",
                Entries.of(machine, kernel).boot().field("LocalAPICBase")).inHex()
                .given("the usual address", Long.toHexString(Madt.USUAL_ADDRESS))
                .toBe(ELSEWHERE);
    }

    /** Executes the RDMSR that a CPU stands at. */
    private static void read(Machine machine, int cpu) {
        boolean ofApicBase = (machine.cpu(cpu).general("CX") & LOW_HALF) == APIC_BASE_MSR;
        machine.step(cpu);
        if (ofApicBase) {
            long answer = machine.cpu(cpu).general("AX") & FLAGS;
            machine.setRegister(cpu, "EAX", answer | ELSEWHERE);
        }
    }
}
