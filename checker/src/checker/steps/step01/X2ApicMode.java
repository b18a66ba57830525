package checker.steps.step01;

import checker.junit.Kernel;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.hands.MsrInstructions;

/**
 * A machine whose firmware left the Local APIC in x2APIC mode. QEMU's interpreter has no such mode.
 * So CPUID is made to announce it, and each time the kernel reads IA32_APIC_BASE, which takes the
 * instruction RDMSR, the answer gets bit 10 (Intel SDM volume 3A, "Extended XAPIC (x2APIC)").
 */
final class X2ApicMode {

    private static final long APIC_BASE_MSR = 0x1b;
    private static final long X2APIC = 1L << 10;
    private static final long LOW_HALF = 0xffffffffL;

    private X2ApicMode() {}

    /** Runs a machine to a function, with x2APIC mode on wherever the kernel looks. */
    static void runTo(String symbol, Machine machine, Kernel kernel, GuestDuration limit) {
        MsrInstructions.runTo(symbol, machine, kernel, limit, MsrInstructions.readers(kernel),
                reader -> read(machine, reader.cpu()));
    }

    /** Executes the RDMSR that a CPU stands at. */
    private static void read(Machine machine, int cpu) {
        boolean ofApicBase = (machine.cpu(cpu).general("CX") & LOW_HALF) == APIC_BASE_MSR;
        machine.step(cpu);
        if (ofApicBase) {
            long answer = machine.cpu(cpu).general("AX") & LOW_HALF;
            machine.setRegister(cpu, "EAX", answer | X2APIC);
        }
    }
}
