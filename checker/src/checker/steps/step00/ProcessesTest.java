package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** Processes begin, become other programs, end and are waited for. */
@Step(0)
@Criterion("Processes and tasks: user address spaces, several threads in one process; exit, kill,"
        + " wait.")
@Hint(where = "The test that is named, in checker/guest, and process/ in the kernel.",
        wrong = "A process does not begin or end as POSIX says.",
        fix = "Follow the process that the test forks through Process.c to its end.")
final class ProcessesTest {

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "Where a process ends, and where its parent waits for that.",
            wrong = "An exit code, a signal, an orphan or a group is not what it should be.",
            fix = "What a parent may still ask stays until it has asked: keep the zombie, its"
                    + " status and its id, and hand children to init.")
    void processesBeginAndEnd(GuestPrograms guests) {
        guests.run("processes").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "What execve keeps of the old program, and what it makes anew.",
            wrong = "A program does not get its words, or gets what it should not.",
            fix = "Copy the strings first, build the new address space beside the old one, and"
                    + " change over only when nothing can fail any more.")
    void aProcessBecomesAnotherProgram(GuestPrograms guests) {
        guests.run("exec").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "Threads of one process: their creation, their ends, and the words they wait on.",
            wrong = "A thread misses a wake, shares what it should not, or outlives its process.",
            fix = "Look at the word and wait with nothing in between; a process that ends, ends"
                    + " each of its threads first.")
    void threadsShareOneProcess(GuestPrograms guests) {
        guests.run("threads").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "Between looking and waiting, and between looking and taking.",
            wrong = "A task is preempted there, and what it has seen does not hold any more.",
            fix = "Interrupts go off before the look and on again after the wait; what is taken is"
                    + " taken and looked at in one step.")
    void nobodyMissesAWake(GuestPrograms guests) {
        guests.beside("OfferManySwitches").run("contention").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "Where the scheduler changes from one task to the next, and where fork copies.",
            wrong = "The floating-point registers of one process reach another, or are lost.",
            fix = "Save x87 and SSE state with each task and load it when the task runs again;"
                    + " a new program gets a clean one.")
    void floatingPointStateIsEachOnesOwn(GuestPrograms guests) {
        guests.run("floating-point").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "The clocks and sleeping, as user programs see them.",
            wrong = "Time jumps, stands still, or a sleep ends at the wrong moment.",
            fix = "Take both clocks from the one that counts microseconds, and round sleeps up.")
    void timePassesForPrograms(GuestPrograms guests) {
        guests.run("time").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "The call that is named, in syscall/, and what it asks before it does anything.",
            wrong = "A call that makes no sense, or for which there is no room, is let pass, fails"
                    + " with another error, or leaves something behind.",
            fix = "Ask first and change afterwards; give back what was taken when a later part"
                    + " fails.")
    void whatCannotBeIsRefused(GuestPrograms guests) {
        guests.run("refusals").expectAllPassed();
    }
}
