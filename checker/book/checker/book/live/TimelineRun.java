package checker.book.live;

import checker.junit.MachineTimeline;
import checker.machine.Ending;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.timeline.Timeline;
import checker.timeline.UnreadableRingException;
import java.util.List;

/** What a kernel recorded of itself, drawn, after one run without a stop. */
final class TimelineRun {

    private TimelineRun() {}

    /**
     * A stretch of it, as {@link Timeline#picture} gives it.
     *
     * @param details the function at which the run ends; a script for the shell, empty for no
     *     programs; the stretch's beginning and end in milliseconds; the picture's id; whether
     *     pauses are squeezed
     */
    static List<String> draw(Guest guest, MachineSpec spec, List<String> details) {
        try (Machine machine = guest.boot(guest.withScript(spec, details.get(1)))) {
            Ending ending = machine.runTo(guest.function(details.get(0)), BootLog.PATIENCE);
            BootLog.arrived(machine, ending);
            List<String> lines = MachineTimeline.of(machine, guest.built(), guest.build()).picture(
                    details.get(4), Double.parseDouble(details.get(2)),
                    Double.parseDouble(details.get(3)), Boolean.parseBoolean(details.get(5)));
            if (lines.isEmpty()) {
                throw new LiveException("nothing is recorded from " + details.get(2) + " to "
                        + details.get(3) + " ms");
            }
            return lines;
        } catch (UnreadableRingException e) {
            throw new LiveException("there is no timeline: " + e.getMessage());
        }
    }
}
