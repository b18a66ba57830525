package checker.junit;

import checker.kernel.ElfImage;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.report.Evidence;
import java.util.Objects;
import java.util.Optional;

/** The checker's own user-mode programs, ready to be run on one machine. */
public final class GuestPrograms {

    private final MachineRoom room;
    private final MachineSpec spec;
    private Optional<String> probe = Optional.empty();
    private Evidence evidence = Evidence.NONE;
    private Optional<Machine> started = Optional.empty();
    private Kernel kernel;
    private Recording recording = Recording.none("no program was run");

    GuestPrograms(MachineRoom room, MachineSpec spec) {
        this.room = room;
        this.spec = spec;
    }

    /** From now on with a probe beside them, which gives them a look into the kernel. */
    public GuestPrograms beside(String name) {
        probe = Optional.of(name);
        return this;
    }

    /** Runs {@code checker/guest/NAME.c} as the only program beside the first process. */
    public ProbeRun run(String program) {
        return run(program, "");
    }

    /**
     * The same with what the program asks for by name.
     *
     * @param arguments such as {@code seed=7 rounds=30}
     */
    public ProbeRun run(String program, String arguments) {
        ProbeRun run = room.guests(order(program, arguments));
        evidence = run.evidence();
        recording = run.recording();
        return run;
    }

    /** A machine of its own with {@code checker/guest/NAME.c} in it; it is closed as others are. */
    public Machine start(String program) {
        GuestOrder order = order(program, "");
        started = Optional.of(room.machine(order));
        kernel = room.kernel(order);
        return started.get();
    }

    /** The kernel of the machine that was started, with the probe in it. */
    public Kernel kernel() {
        return Objects.requireNonNull(kernel, "no machine was started");
    }

    /** The symbols of a program. */
    public ElfImage program(String name) {
        return room.program(order(name, ""));
    }

    private GuestOrder order(String program, String arguments) {
        return new GuestOrder(spec, program, arguments, probe);
    }

    /** The machine that is to be closed. */
    Optional<Machine> started() {
        return started;
    }

    /** Of the last run. */
    Evidence evidence() {
        return evidence;
    }

    /** Of the last run. */
    Recording recording() {
        return recording;
    }
}
