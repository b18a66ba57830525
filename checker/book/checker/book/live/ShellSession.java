package checker.book.live;

import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Somebody types at the shell, each line when the one before has been dealt with: when a program
 * waits at the terminal for more. The machine stops at the kernel's own instruction for that, never
 * where it happens to be, so that with one CPU the same is seen each time, times included.
 */
final class ShellSession {

    /** A program that reads from the terminal, and finds no line there, waits so. */
    private static final String READS = "ReadTerminal";
    private static final String WAITS = "WaitInUntil";
    /** Where the kernel comes with each character that was typed. */
    private static final String TAKES = "TypeCharacter";
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(60);

    private final Machine machine;
    private final Set<Long> questions;
    private final List<String> typed = new ArrayList<>();

    private ShellSession(Machine machine, Set<Long> questions) {
        this.machine = machine;
        this.questions = questions;
    }

    /**
     * All that the console shows from the first prompt on.
     *
     * @param until a text of the line with which it ends; empty for the next prompt
     * @param lines what is typed; {@code ^D} alone is the end of input
     */
    static List<String> show(Guest guest, MachineSpec spec, String until, List<String> lines) {
        Set<Long> questions = guest.calls(READS, WAITS);
        guest.function(TAKES);
        try (Machine machine = guest.bootToTheEnd(spec.withTyping().withModules(
                List.of(guest.archive())))) {
            return new ShellSession(machine, questions).run(until, lines);
        }
    }

    private List<String> run(String until, List<String> lines) {
        awaitQuestion();
        int start = machine.serial().lastIndexOf('\n') + 1;
        for (String line : lines) {
            if (typed.size() > 0 && isOff()) {
                throw new LiveException("the machine is switched off before " + line);
            }
            typed.add(line);
            int before = machine.serial().length();
            type(line.equals("^D") ? "\u0004" : line + "\n");
            if (typed.size() == lines.size() && !until.isEmpty()) {
                String all = BootLog.awaitLine(machine, before + line.length(), until);
                return BootLog.lines(all.substring(start));
            }
            awaitQuestion();
        }
        List<String> shown = BootLog.lines(machine.serial().substring(start));
        boolean waits = !isOff() && shown.get(shown.size() - 1).strip().equals("$");
        return waits ? shown.subList(0, shown.size() - 1) : shown;
    }

    /** What cannot all be typed at once is typed in pieces, the next when the last was taken. */
    private void type(String text) {
        int most = Machine.TYPED_AT_ONCE;
        for (int from = 0; from < text.length(); from += most) {
            if (from > 0) {
                machine.recordArrivals(TAKES, most, PATIENCE);
            }
            machine.type(text.substring(from, Math.min(text.length(), from + most)));
        }
    }

    private void awaitQuestion() {
        Ending ending = machine.runToAnyOf(questions, PATIENCE);
        if (!(ending instanceof Ending.Reached) && !isOff()) {
            throw new LiveException((typed.isEmpty() ? "the shell does not come up: "
                    : "nobody reads from the terminal after \"" + typed.get(typed.size() - 1)
                    + "\": ") + ending.describe() + "; the console ends with: "
                    + BootLog.tail(machine));
        }
    }

    private boolean isOff() {
        return machine.lastEnding().filter(Ending.PowerOff.class::isInstance).isPresent();
    }
}
