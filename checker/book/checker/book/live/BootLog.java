package checker.book.live;

import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.List;

/** What a kernel writes while it boots, in one run without a stop: the same each time. */
final class BootLog {

    static final String READY = "KernelReady";
    static final GuestDuration PATIENCE = GuestDuration.ofSeconds(10);
    private static final int SHOWN = 200;

    private BootLog() {}

    /** All lines up to {@code KernelReady}. */
    static List<String> toReady(Guest guest, MachineSpec spec) {
        try (Machine machine = guest.boot(spec)) {
            return arrived(machine, machine.runTo(guest.function(READY), PATIENCE));
        }
    }

    /** All lines up to the first that has a text. */
    static List<String> to(Guest guest, MachineSpec spec, String text) {
        try (Machine machine = guest.bootToTheEnd(spec)) {
            return lines(awaitLine(machine, 0, text));
        }
    }

    /**
     * Runs until a line with a text is complete, or as complete as it gets.
     *
     * @param from where in what was written to begin to look
     * @return all that was written up to its end
     */
    static String awaitLine(Machine machine, int from, String text) {
        Ending ending = machine.runToOutput(from, text, PATIENCE);
        int found = machine.serial().indexOf(text, from);
        if (found < 0) {
            throw new LiveException("the kernel writes no \"" + text + "\": "
                    + ending.describe() + "; it ends with: " + tail(machine));
        }
        while (machine.serial().indexOf('\n', found) < 0 && !isOver(ending)) {
            ending = machine.runToOutput(found, "\n", PATIENCE);
        }
        String serial = machine.serial();
        int end = serial.indexOf('\n', found);
        return end < 0 ? serial : serial.substring(0, end);
    }

    /** The lines of a machine that has come to a function. */
    static List<String> arrived(Machine machine, Ending ending) {
        if (!(ending instanceof Ending.Reached)) {
            throw new LiveException("the kernel does not get there: " + ending.describe()
                    + "; it ends with: " + tail(machine));
        }
        return lines(machine.serial());
    }

    private static boolean isOver(Ending ending) {
        return ending.isFinal() || ending instanceof Ending.NoProgress;
    }

    /** The end of what a machine has written, on one line. */
    static String tail(Machine machine) {
        String text = String.join(" | ", lines(machine.serial()));
        return text.substring(Math.max(0, text.length() - SHOWN));
    }

    /** Lines as a console shows them. */
    static List<String> lines(String serial) {
        return serial.replace("\r", "").lines()
                .map(line -> line.replaceAll("[^\\x20-\\x7e\\t]", "?")).toList();
    }
}
