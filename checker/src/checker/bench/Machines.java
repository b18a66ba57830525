package checker.bench;

import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.MachineSpec;

/** The machine that every system is measured on. */
public final class Machines {

    private static final int MEMORY_MEBIBYTES = 128;
    /** What QEMU hands to a guest as chance: Linux lays itself out by it. */
    private static final String SEED = "1";

    private Machines() {}

    /** One CPU, QEMU's default model of the architecture, whose instructions take 1 ns each. */
    static MachineSpec usual(Architecture architecture) {
        return MachineSpec.of(architecture).with(Clock.COUNTING).withMemory(MEMORY_MEBIBYTES)
                .withDevices("-seed", SEED);
    }

    /** For a heading. */
    public static String describe(Architecture architecture) {
        String model = architecture == Architecture.X86_64 ? "qemu64" : "qemu32";
        return "1 CPU (" + model + "), " + MEMORY_MEBIBYTES + " MiB";
    }
}
