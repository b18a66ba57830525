package checker.steps.step04;

import checker.junit.Boot;
import checker.machine.Architecture;
import checker.machine.Machine;

/**
 * How a kernel finds the entry of the CPU that it runs on. On x86-32 the plan lets it choose: by
 * GS, or by the APIC id.
 */
final class Ways {

    private Ways() {}

    static boolean byGS(Boot boot) {
        return boot.spec().architecture() == Architecture.X86_64
                || leads(boot.hardware().cpus().get(boot.hardware().bootCpu()).register("GS.base"));
    }

    /** Of a machine that stands in the kernel. */
    static boolean byGS(Machine machine) {
        return machine.spec().architecture() == Architecture.X86_64 || leads(machine.cpus()
                .get(machine.spec().bootCpu()).register("GS.base"));
    }

    private static boolean leads(long base) {
        return base != 0;
    }
}
