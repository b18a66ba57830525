package checker.bench;

import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.MachineSpec;

/** The machine that every system is measured on. */
public final class Machines {

    private static final int MEMORY_MEBIBYTES = 128;
    /** What QEMU hands to a guest as chance: Linux lays itself out by it. */
    private static final String SEED = "1";

    /**
     * How often the CPUs of a machine with several get their turn, in microseconds of guest time.
     *
     * <p>A CPU that takes an INIT loses the rest of its turn: QEMU 7.2 clears the count of what it
     * has left ({@code cpu_common_reset}) and takes all of it for executed. A turn lasts until the
     * next timer of the guest comes due, which can be 10 ms. A packet filter that flushes so often
     * is a timer that the guest does not see, so that an INIT costs no more than this.
     */
    private static final int TURN_MICROSECONDS = 20;

    private Machines() {}

    /** One CPU, QEMU's default model of the architecture, whose instructions take 1 ns each. */
    static MachineSpec usual(Architecture architecture) {
        return MachineSpec.of(architecture).with(Clock.COUNTING).withMemory(MEMORY_MEBIBYTES)
                .withDevices("-seed", SEED);
    }

    /** The same with so many CPUs. Its time counts the instructions of all of them. */
    static MachineSpec withCpus(Architecture architecture, int cpus) {
        return usual(architecture).withCpus(cpus).withDevices("-netdev", "hubport,hubid=0,id=turns",
                "-object", "filter-buffer,id=turn,netdev=turns,interval=" + TURN_MICROSECONDS);
    }

    /** For a heading. */
    public static String describe(Architecture architecture) {
        return "1 CPU (" + model(architecture) + "), " + MEMORY_MEBIBYTES + " MiB";
    }

    /** For a heading of starts. */
    static String describeStarts(Architecture architecture) {
        return "1 to " + Starts.CPUS.get(Starts.CPUS.size() - 1) + " CPUs (" + model(architecture)
                + "), " + MEMORY_MEBIBYTES + " MiB";
    }

    private static String model(Architecture architecture) {
        return architecture == Architecture.X86_64 ? "qemu64" : "qemu32";
    }
}
