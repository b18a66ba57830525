package checker.steps.step02;

import static checker.junit.Expectation.expect;

import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.List;

/** What is typed at the shell on a keyboard whose keys arrive as interrupts. */
final class Typed {

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(30);

    private Typed() {}

    /**
     * Types the rest of a command and the end of its line; fails unless each key is seen once.
     *
     * @param rest lower-case letters, digits and blanks
     * @param answer what the command writes
     */
    static void expectSeenOnce(Machine machine, String rest, String answer) {
        int start = machine.serial().length();
        machine.sendKeys(keys(rest + "\n"));
        machine.runToOutput(start, "$ ", PATIENCE);
        expect("what is seen when \"" + rest + "\" has been typed",
                machine.serial().substring(start).replace("\r", "").lines().toList())
                .asPrinted().toBe(List.of(rest, answer, "$ "));
    }

    /** QEMU's names for the keys. */
    private static String[] keys(String text) {
        return text.chars().mapToObj(letter -> switch (letter) {
            case ' ' -> "spc";
            case '\n' -> "ret";
            default -> Character.toString(letter);
        }).toArray(String[]::new);
    }
}
