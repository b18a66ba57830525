package checker.steps.step01;

import static checker.junit.Expectation.expectReached;

import checker.junit.Kernel;
import checker.kernel.ElfSection;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A machine whose firmware left the Local APIC in x2APIC mode. QEMU's interpreter has no such mode.
 * So CPUID is made to announce it, and each time the kernel reads IA32_APIC_BASE, which takes the
 * instruction RDMSR, the answer gets bit 10 (Intel SDM volume 3A, "Extended XAPIC (x2APIC)").
 */
final class X2ApicMode {

    private static final String FEATURES = ",+x2apic,x-force-features=on";
    private static final byte[] RDMSR = {0x0f, 0x32};
    private static final long APIC_BASE_MSR = 0x1b;
    private static final long X2APIC = 1L << 10;
    private static final long LOW_HALF = 0xffffffffL;

    private X2ApicMode() {}

    /** {@code spec} with a CPU that can have x2APIC mode. */
    static MachineSpec on(MachineSpec spec) {
        boolean wide = spec.architecture() == Architecture.X86_64;
        return spec.withCpuModel((wide ? "qemu64" : "qemu32") + FEATURES);
    }

    /** Runs a machine to a function, with x2APIC mode on wherever the kernel looks. */
    static void runTo(String symbol, Machine machine, Kernel kernel, GuestDuration limit) {
        long target = kernel.address(symbol);
        Set<Long> stops = new HashSet<>(readers(kernel));
        stops.add(target);
        GuestDuration end = machine.now().plus(limit);
        while (true) {
            Ending ending = machine.runToAnyOf(stops, left(machine.now(), end));
            expectReached(machine, symbol, ending);
            Ending.Reached reached = (Ending.Reached) ending;
            if (reached.address() == target) {
                return;
            }
            read(machine, reached.cpu());
        }
    }

    private static GuestDuration left(GuestDuration now, GuestDuration end) {
        return now.compareTo(end) < 0 ? end.since(now) : GuestDuration.ofSeconds(0);
    }

    /** Executes the RDMSR that a CPU stands at. */
    private static void read(Machine machine, int cpu) {
        boolean ofApicBase = general(machine.cpus().get(cpu), "CX") == APIC_BASE_MSR;
        machine.step(cpu);
        if (ofApicBase) {
            long answer = general(machine.cpus().get(cpu), "AX");
            machine.setRegister(cpu, "EAX", answer | X2APIC);
        }
    }

    /**
     * Wherever the code holds the bytes of RDMSR: a CPU never comes to those that are none, in the
     * middle of another instruction.
     */
    private static Set<Long> readers(Kernel kernel) {
        ElfSection text = kernel.image().section(".text").orElseThrow();
        byte[] code = text.contents();
        Set<Long> found = new HashSet<>();
        for (int at = 0; at + RDMSR.length <= code.length; at++) {
            if (code[at] == RDMSR[0] && code[at + 1] == RDMSR[1]) {
                found.add(text.address() + at);
            }
        }
        return found;
    }

    private static long general(CpuState cpu, String register) {
        String prefix = cpu.mode() == CpuState.Mode.LONG ? "R" : "E";
        return cpu.register(prefix + register) & LOW_HALF;
    }
}
