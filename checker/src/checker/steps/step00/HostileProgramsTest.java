package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** Whatever a program does, it harms nobody but itself. */
@Step(0)
@Criterion("Every user pointer is validated; exceptions in user mode kill that process with a"
        + " message, never the kernel.")
@Hint(where = "Where the kernel takes something from a program: registers, pointers, files.",
        wrong = "A program can bring down the kernel or another process.",
        fix = "Nothing that a program hands over is used before it was checked, in one place.")
final class HostileProgramsTest {

    @OnEveryMachine(from = UserMachines.Both.class)
    @Hint(where = "How an exception with user mode in its saved CS is dealt with.",
            wrong = "An exception of a program does not end just that program, with its signal.",
            fix = "Ask the trap frame which mode was interrupted; end a user's process with the"
                    + " signal of the exception, panic only for the kernel's own.")
    void whatAProgramMustNotDoEndsIt(GuestPrograms guests) {
        guests.beside("ShowEntryFlags").run("hostile").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "Each place where a system call reads or writes user memory.",
            wrong = "An address that is not the program's to use is used.",
            fix = "Move user memory only by CopyFromUser and its kin: they check the whole range"
                    + " and survive a page that is not there.")
    void badPointersAreRefused(GuestPrograms guests) {
        guests.run("bad-pointers").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    void randomCallsDisturbNothing(GuestPrograms guests, Draw draw) {
        guests.run("random-calls", "seed=" + draw.between(1, 1_000_000) + " calls=100000")
                .expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class, onlyThorough = true)
    void manyRandomCallsDisturbNothing(GuestPrograms guests, Draw draw) {
        guests.run("random-calls", "seed=" + draw.between(1, 1_000_000) + " calls=250000")
                .expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "The ELF loader: each number in a header, before it is used.",
            wrong = "A damaged program is run that cannot be right, or harms the kernel.",
            fix = "Check offset and size against the file, address and size against user space,"
                    + " by subtraction, and segments against each other, before mapping any.")
    void damagedProgramsDisturbNothing(GuestPrograms guests, Draw draw) {
        guests.run("mutated-programs", "seed=" + draw.between(1, 1_000_000) + " programs=1000")
                .expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class, onlyThorough = true)
    void thousandsOfDamagedProgramsDisturbNothing(GuestPrograms guests, Draw draw) {
        guests.run("mutated-programs", "seed=" + draw.between(1, 1_000_000) + " programs=5000")
                .expectAllPassed();
    }
}
