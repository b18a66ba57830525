package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** Each process has its own memory, with the rights that it asked for. */
@Step(0)
@Criterion("User address spaces (copy-on-write fork), demand-zero stacks and heaps, null page"
        + " unmapped.")
final class UserMemoryTest {

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "What fork does to each page, and what a write to a shared one does.",
            wrong = "Two processes see each other's writes, or not what they share.",
            fix = "Fork takes the write right from both, invalidates the pages, and counts who"
                    + " holds the frame; a write copies unless the count is one.")
    void forkedProcessesDoNotSeeEachOthersWrites(GuestPrograms guests) {
        guests.run("fork-isolation").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class)
    @Hint(where = "Mappings: their ranges, their rights, and what a fault on them does.",
            wrong = "Memory is there that should not be, or is not as it was asked for.",
            fix = "Check ranges by subtraction, never by a sum that can wrap; take a page's rights"
                    + " from its region; clear what is handed out; invalidate what is taken away.")
    void mappingsHoldWhatTheyPromise(GuestPrograms guests) {
        guests.run("memory").expectAllPassed();
    }
}
