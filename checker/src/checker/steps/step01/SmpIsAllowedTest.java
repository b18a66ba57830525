package checker.steps.step01;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;

/** A firmware that is right is believed, however odd it looks. */
@Step(1)
@Criterion("Validate APIC base from MSR vs ACPI override; refuse SMP if APIC disabled or no MADT.")
@Hint(diagnosis = "smp-refused",
        where = "Look at the reason in the log, and at the table that it speaks of.",
        wrong = "SMP was refused although everything fits: an entry of type 5 replaces the 32-bit "
                + "address, unknown types are skipped, an XSDT that is damaged leaves the RSDT.",
        fix = "Compare the MSR with the address of the override if there is one; step over "
                + "types you do not know by their length.",
        hunk = "CollectFacts")
class SmpIsAllowedTest {

    @OnEveryMachine(from = Boards.class)
    void theTablesOfTheMachineAreBelieved(Boot boot) {
        Policy.expectAllowed(boot);
    }

    @OnEveryMachine(from = OddTables.class)
    void oddTablesAreBelieved(Boot boot) {
        Policy.expectAllowed(boot);
    }

    @OnEveryMachine(from = Boards.Crowded.class)
    void aCrowdedMachineIsNoReasonToRefuse(Boot boot) {
        Policy.expectAllowed(boot);
    }
}
