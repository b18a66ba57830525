package checker.steps.step00;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Shell;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Ending;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.Initrd;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Somebody sits at the console, types, and reads. */
@Step(0)
@Criterion("PS/2 keyboard (scan codes to line discipline: echo, erase, ^C, ^D), serial in and out"
        + " by interrupt; a shell with pipes, redirection and background jobs.")
@Hint(where = "The way of a character: interrupt, scan code, line discipline, read, shell.",
        wrong = "What is typed does not get where it should, or what is written does not.",
        fix = "Look at the log's end for where it stopped, and follow the next part of the way.")
final class SessionTest {

    private static final String QUIET = "log=error"; // so that no record comes between
    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";
    private static final String ERASE = "\b";
    /** 0.3 seconds to the shell's prompt, as the plan has it, and some for a program from there. */
    private static final GuestDuration LIMIT = GuestDuration.ofMilliseconds(300 + 50);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(10);

    @OnEveryMachine(arguments = QUIET)
    void theShellRunsPrograms(Shell shell, Draw draw) {
        String word = word(draw);
        shell.awaitPrompt();

        expect("what echo writes", shell.run("echo " + word)).asPrinted().toBe(word);
        expect("words counted through a pipe", shell.run("echo a b c | wc -w").strip())
                .asPrinted().toBe("3");
        expect("what a file keeps", shell.run("echo " + word + " > /tmp/f; cat /tmp/f"))
                .asPrinted().toBe(word);
        expect("the code of a program that fails", shell.run("false; echo $?")).asPrinted()
                .toBe("1");
        expect("files of the archive", List.of(shell.run("ls /bin").split("\\s+"))).asPrinted()
                .to("have sh among them", names -> names.contains("sh"));
    }

    @OnEveryMachine(from = PoweringOff.class)
    @Hint(where = "The times in the log: between which two lines do they jump?",
            wrong = "From power-on to the shell takes longer than anyone should wait.",
            fix = "Look for a loop that waits longer than its device needs, and for work that is"
                    + " done for all of memory or of the archive, where a part would do.")
    void theShellIsThereInTime(Shell shell) {
        Machine machine = shell.machine();
        ExactTime.assume(machine.spec());

        // In one run, for the clock runs on a little at each stop; and not to the machine's end,
        // for until QEMU has seen that, it runs on for long.
        expectToReach(machine, "PowerOff", PATIENCE);

        expect("time from power-on to the end of the shell's first script", machine.now())
                .asPrinted().to("be at most " + LIMIT, time -> time.compareTo(LIMIT) <= 0);
    }

    @OnEveryMachine(firmware = {Firmware.GRUB_BIOS, Firmware.GRUB_UEFI}, arguments = QUIET,
            onlyThorough = true)
    @Hint(where = "What becomes of a boot module that GRUB has loaded, by Multiboot 2.",
            wrong = "The kernel comes up from GRUB's image, but not with its first files.",
            fix = "Keep the module's memory from being handed out, and find it by its tag: it lies"
                    + " where GRUB likes, and the UEFI's memory map is another one.",
            hunk = "ReadMultiboot2")
    void theShellComesUpUnderGRUB(Shell shell, Draw draw) {
        String word = word(draw);
        shell.awaitPrompt();

        expect("what echo writes", shell.run("echo " + word)).asPrinted().toBe(word);
    }

    @OnEveryMachine(from = Keyboards.class)
    @Hint(where = "The keyboard's interrupt and its scan codes.",
            wrong = "What is pressed is not what arrives.",
            fix = "Read port 0x60 once an interrupt, translate what it gives, and leave out the"
                    + " codes of keys that are let go; each byte has an interrupt of its own.")
    void whatIsPressedIsTyped(Shell shell, Draw draw) {
        String word = word(draw);
        shell.awaitPrompt();

        shell.press("echo " + word, keys("echo " + word));
        shell.press("\n", "ret");
        shell.await(word);
        // QEMU presses these one after another in its own time; those of one string at once, also
        // before what still waits: so the last of these is one that is seen.
        shell.press("EFg", "caps_lock", "e", "f", "caps_lock", "g");
        String hurried = word.substring(0, 4);
        shell.press(hurried, String.join(" ", keys(hurried)));
    }

    @OnEveryMachine(arguments = QUIET)
    @Hint(where = "The line discipline: echo, erase, and the end of a line.",
            wrong = "A line is not edited as terminals do it.",
            fix = "Keep the line until it is complete; erase takes back one character of it and"
                    + " of the screen.")
    void aLineCanBeEdited(Shell shell) {
        shell.awaitPrompt();

        shell.machine().type("echo onf" + ERASE + "e twx" + ERASE + ERASE + "wo\n");
        shell.await("\n");
        shell.awaitPrompt();
        expect("what echo wrote", shell.machine().serial()).asPrinted()
                .to("have a line \"one two\"", text -> text.lines().anyMatch("one two"::equals));
        shell.machine().type("cat\nsame\n");
        shell.await("same");
        shell.await("same");
        shell.machine().type("ab" + CONTROL_D);
        shell.await("abab");
        shell.machine().type("cd\n");
        shell.await("cd");
        shell.await("cd");
        shell.machine().type(CONTROL_D);
        shell.awaitPrompt();
    }

    @OnEveryMachine(arguments = QUIET)
    @Hint(where = "What becomes of ^C: from the line discipline to the group in front.",
            wrong = "^C does not end the program in front, or ends more than that.",
            fix = "The shell puts the job's group in front with tcsetpgrp; ^C sends SIGINT to all"
                    + " of that group, waiting or not.")
    void controlCEndsTheProgramInFront(Shell shell) {
        shell.awaitPrompt();

        shell.run("sleep 1000 &");
        shell.machine().type("sleep 1000\n");
        shell.await("sleep 1000");
        shell.machine().runToEnd(GuestDuration.ofMilliseconds(200));
        shell.machine().type(CONTROL_C);
        shell.awaitPrompt();
        expect("sleepers, of which one is in the background",
                shell.run("ps").lines().filter(line -> line.contains("sleep")).count())
                .toBe(1L);
    }

    @OnEveryMachine(chipsets = {Chipset.PC, Chipset.Q35}, arguments = QUIET)
    void theMachineIsSwitchedOffFromTheShell(Shell shell) {
        shell.awaitPrompt();

        shell.machine().type("poweroff\n");
        Ending ending = shell.machine().runToEnd(PATIENCE);
        expect("the machine's end", ending).toBe(new Ending.PowerOff());
    }

    private static String word(Draw draw) {
        StringBuilder word = new StringBuilder();
        IntStream.range(0, 8).forEach(index -> word.append((char) draw.between('a', 'z')));
        return word.append(draw.between(100, 999)).toString();
    }

    /** QEMU's names for the keys of lower-case letters, digits and blanks. */
    private static String[] keys(String text) {
        return text.chars().mapToObj(letter -> letter == ' ' ? "spc" : Character.toString(letter))
                .toArray(String[]::new);
    }

    /** Keyboards and their controllers are as the firmware leaves them. */
    static final class Keyboards implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return PairedBoards.specs(architecture, draw, thorough).stream()
                    .map(spec -> NamedSpec.of(spec.withArguments(QUIET)));
        }
    }

    /** One whose init has a script to run, which switches it off. */
    static final class PoweringOff implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            byte[] script = "poweroff\n".getBytes(StandardCharsets.US_ASCII);
            return Stream.of(NamedSpec.of("with-a-script", MachineSpec.of(architecture)
                    .withModules(List.of(Initrd.empty().withFile("etc/rc", 0644, script)))));
        }
    }
}
