package checker.junit;

import checker.kernel.ElfImage;
import checker.machine.Architecture;
import checker.machine.Machine;
import checker.machine.MachineSpec;

/**
 * Where the machines of a check stand. Everything that a behaviour asks for comes from here, so
 * that behaviours can be tried on machines that were made up.
 *
 * <p>Each method throws a {@link Finding} when the kernel is to blame: it does not build, or it
 * does not come up.
 */
public interface MachineRoom {

    /**
     * The facts of a boot on this machine up to {@code KernelReady}. Booted once, however many
     * behaviours ask.
     */
    Boot boot(MachineSpec spec);

    /** A machine of the caller's own, switched on but with no instruction executed. */
    Machine machine(MachineSpec spec);

    /**
     * A machine of the caller's own with the programs that the kernel brings along, the spec's
     * modules as more files beside them, and somebody at its serial line.
     */
    Machine userland(MachineSpec spec);

    /**
     * What the step's probes report on this machine. Run once, however many behaviours ask.
     *
     * @param glob which of them: {@code *} for all that return, or the name of one that panics
     */
    ProbeRun probes(MachineSpec spec, String glob);

    /**
     * Whether the firmware of that machine starts a kernel that is known to be right. Where it does
     * not, a kernel that was never heard of is not to blame. Tried once.
     */
    boolean firmwareStarts(MachineSpec spec);

    /** What a guest program reports. Run once, however many behaviours ask. */
    ProbeRun guests(GuestOrder order);

    /**
     * A machine of the caller's own with that program in it, switched on but with no instruction
     * executed.
     */
    Machine machine(GuestOrder order);

    /** What a program is made of, built for the kernel of this order. */
    ElfImage program(GuestOrder order);

    /** The kernel that this order runs on: with probes where it asks for one. */
    Kernel kernel(GuestOrder order);

    /** The kernel that runs on machines of this architecture. */
    Kernel kernel(Architecture architecture);
}
