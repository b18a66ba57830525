package checker.junit;

import checker.machine.MachineSpec;
import checker.report.Evidence;

/** The checker's own user-mode programs, ready to be run on one machine. */
public final class GuestPrograms {

    private final MachineRoom room;
    private final MachineSpec spec;
    private Evidence evidence = Evidence.NONE;

    GuestPrograms(MachineRoom room, MachineSpec spec) {
        this.room = room;
        this.spec = spec;
    }

    /** Runs {@code checker/guest/NAME.c} as the only program beside the first process. */
    public GuestRun run(String program) {
        return run(program, "");
    }

    /**
     * The same with what the program asks for by name.
     *
     * @param arguments such as {@code seed=7 rounds=30}
     */
    public GuestRun run(String program, String arguments) {
        GuestRun run = room.guests(spec, program, arguments);
        evidence = run.evidence();
        return run;
    }

    /** Of the last run. */
    Evidence evidence() {
        return evidence;
    }
}
