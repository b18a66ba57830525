package checker.junit;

import checker.machine.MachineSpec;
import checker.report.Evidence;
import java.util.Optional;

/** The checker's own user-mode programs, ready to be run on one machine. */
public final class GuestPrograms {

    private final MachineRoom room;
    private final MachineSpec spec;
    private Optional<String> probe = Optional.empty();
    private Evidence evidence = Evidence.NONE;
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
        ProbeRun run = room.guests(new GuestOrder(spec, program, arguments, probe));
        evidence = run.evidence();
        recording = run.recording();
        return run;
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
