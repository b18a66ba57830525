package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** What processes had comes back when they end, however they end. */
@Step(0)
@Criterion("Fork/exec/kill storms that end with not one page, handle or task leaked (counted).")
@Hint(where = "Each way in which a process, a call or a file ends before its usual end.",
        wrong = "Memory or a task is used after all that used it has gone.",
        fix = "Pair each thing that is taken with where it is given back: also in a call that"
                + " fails halfway, and for a thread that is killed while it waits.")
final class LeaksTest {

    @OnEveryMachine(from = UserMachines.class)
    void stormsLeaveNothing(GuestPrograms guests) {
        guests.beside("ShowLeftovers").run("storms", "rounds=10").expectAllPassed();
    }

    @OnEveryMachine(from = UserMachines.class, onlyThorough = true)
    void longStormsLeaveNothing(GuestPrograms guests) {
        guests.beside("ShowLeftovers").run("storms", "rounds=200").expectAllPassed();
    }
}
