package checker.junit;

import checker.machine.MachineSpec;
import checker.report.Evidence;

/** The step's probes, ready to be run on one machine. */
public final class Probing {

    private final MachineRoom room;
    private final MachineSpec spec;
    private Evidence evidence = Evidence.NONE;
    private Recording recording = Recording.none("no probe was run");

    Probing(MachineRoom room, MachineSpec spec) {
        this.room = room;
        this.spec = spec;
    }

    /** Runs all probes but those that aim at a panic. */
    public ProbeRun runAll() {
        return run("*");
    }

    /** Runs one probe, or those that a glob names; one that aims at a panic only by its name. */
    public ProbeRun run(String glob) {
        ProbeRun run = room.probes(spec, glob);
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
