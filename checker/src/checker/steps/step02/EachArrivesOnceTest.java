package checker.steps.step02;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Probing;
import checker.junit.Step;

/** An interrupt is ended where it came from, and only if it was one. */
@Step(2)
@Criterion("Transition interrupt mode: PIC masked, IOAPIC initialized, spurious vector configured.")
final class EachArrivesOnceTest {

    @OnEveryMachine
    @Hint(where = "The handler of the spurious vector, and who ends what an 8259 gives.",
            wrong = "A spurious interrupt is ended at the Local APIC, which ends another one "
                    + "there: that whose handler is running.",
            fix = "Do not signal an end for the spurious vector. What comes at a vector of the "
                    + "8259s is none of the Local APIC's.",
            hunk = "ControllerOf")
    void spuriousOnesEndNobody(Probing probing) {
        probing.run("Spurious*").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "What is done at a vector that nobody registered for.",
            wrong = "It stays in service at the Local APIC, and holds back all of its priority and "
                    + "below.",
            fix = "End it if the Local APIC has it in service.",
            hunk = "EndIfFromLocalAPIC")
    void unexpectedOnesHoldNobodyBack(Probing probing) {
        probing.run("Unexpected*").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "The handler of the Local APIC's errors.",
            wrong = "An error of the Local APIC is not counted, or never ended.",
            fix = "Write the error status register, read it, count, and signal the end.",
            hunk = "HandleError")
    void errorsAreTold(Probing probing) {
        probing.run("Errors*").expectAllPassed();
    }

    @OnEveryMachine
    @Hint(where = "Handlers that do not signal an end.",
            wrong = "The Local APIC has an interrupt in service though no handler runs.",
            fix = "Signal the end once for each interrupt that it delivers.",
            hunk = "EndLine")
    void nothingStaysInService(Probing probing) {
        probing.run("NothingIs*").expectAllPassed();
    }
}
