package checker.junit;

import checker.kernel.BuiltKernel;
import checker.kernel.KernelBuild;
import checker.machine.Machine;
import checker.timeline.Timeline;
import checker.timeline.UnreadableRingException;

/** What the kernel of a machine that stands still has recorded. */
public final class MachineTimeline {

    private MachineTimeline() {}

    /**
     * Its timeline.
     *
     * @param kernel what runs on the machine
     * @param build what built it
     * @throws UnreadableRingException when it has recorded nothing, and why
     */
    public static Timeline of(Machine machine, BuiltKernel kernel, KernelBuild build)
            throws UnreadableRingException {
        Recording recording = Recording.of(machine);
        byte[] ring = recording.ring().orElseThrow(() ->
                new UnreadableRingException(recording.whyNothing()));
        return Timeline.of(machine.spec().describe(), ring,
                RecordedNames.of(recording, Kernel.of(kernel, build)), recording.microseconds());
    }
}
