package checker.junit;

import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.Place;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import checker.report.SafeText;

/**
 * The programs that the kernel brings along, on a machine of the behaviour's own, with somebody who
 * types: on the serial line, or on the keyboard.
 *
 * <pre>{@code
 * shell.awaitPrompt();
 * expect("what echo writes", shell.run("echo hello")).asPrinted().toBe("hello");
 * }</pre>
 */
public final class Shell {

    private static final String PROMPT = "$ ";
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(30);

    private final Machine machine;
    private int seen;

    Shell(Machine machine) {
        this.machine = machine;
    }

    /** The machine, to look at and to press keys on. */
    public Machine machine() {
        return machine;
    }

    /** Waits for the shell's prompt; throws a {@link Finding} when it does not come. */
    public void awaitPrompt() {
        await(PROMPT);
    }

    /** Waits until all of this was written, behind all that was waited for before. */
    public void await(String text) {
        if (!unseen().contains(text)) {
            Ending ending = machine.runToOutput(seen, text, PATIENCE);
            requireWritten(text, ending);
        }
        seen = machine.serial().indexOf(text, seen) + text.length();
    }

    private void requireWritten(String text, Ending ending) {
        if (unseen().contains(text)) {
            return;
        }
        // Who waits for an interrupt, as an idle kernel does, is not stuck: it has not understood.
        if (ending instanceof Ending.NoProgress idle
                && idle.places().stream().allMatch(Place::interruptsEnabled)) {
            throw new Finding(Diagnosis.of(Cause.WRONG_OUTPUT, "what should be written is not",
                    new Fact("expected", SafeText.lines(text)),
                    new Fact("found", SafeText.lines(tail()))));
        }
        Remains remains = Remains.of(machine);
        throw new Finding(new BootDiagnosis("the text \"" + text + "\" on the serial line",
                ending, remains.serial(), remains.crash()).find()
                .with(new Fact("written since", SafeText.lines(tail()))), remains.recording());
    }

    /** Presses keys, by QEMU's names, and waits until what they should write is there. */
    public void press(String written, String... keys) {
        machine.sendKeys(keys);
        await(written);
    }

    /** Types a line, and returns what is written up to the next prompt, without the echo. */
    public String run(String line) {
        machine.type(line + "\n");
        await(line);
        int start = seen;
        awaitPrompt();
        String text = machine.serial().substring(start, seen - PROMPT.length());
        return text.replace("\r", "").strip();
    }

    /** What was written and not waited for yet. */
    public String unseen() {
        return machine.serial().substring(seen);
    }

    private String tail() {
        String text = unseen();
        return text.substring(Math.max(0, text.length() - 300));
    }
}
