package checker.book.live;

import checker.junit.Finding;
import checker.junit.StartRun;
import checker.machine.MachineSpec;
import java.util.List;

/** How the CPUs of a machine come up, drawn, seen in all instructions that they execute. */
final class StartsRun {

    private StartsRun() {}

    /**
     * The picture, and below it all of it in words.
     *
     * @param details the picture's id; whether pauses are squeezed
     */
    static List<String> draw(Guest guest, MachineSpec spec, List<String> details) {
        try {
            return StartRun.of(guest::boot, guest.built(), guest.build(), spec)
                    .picture(details.get(0), Boolean.parseBoolean(details.get(1)));
        } catch (Finding e) {
            throw new LiveException("there is no picture: " + e.getMessage());
        }
    }
}
