package checker.steps.step00;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Probing;
import checker.junit.Step;

/** What the kernel's own functions promise, asked from inside the kernel. */
@Step(0)
@Criterion("A small but complete single-core kernel, on x86-32 and x86-64.")
@Hint(where = "The probe that is named: checker/probes says what it asks of the kernel.",
        wrong = "A function of the kernel does not keep what its header promises.",
        fix = "Read the probe beside the header of the function that it calls.")
final class ProbesTest {

    @OnEveryMachine(from = ProtectingMachines.class)
    void everyProbePasses(Probing probing) {
        probing.runAll().expectAllPassed();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void aWriteToNullIsCaught(Probing probing) {
        probing.run("PanicOnNullPointer").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void aDivisionByZeroIsCaught(Probing probing) {
        probing.run("PanicOnDivision").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void anInvalidInstructionIsCaught(Probing probing) {
        probing.run("PanicOnInvalidOpcode").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void codeCannotBeWritten(Probing probing) {
        probing.run("PanicOnWriteToText").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void constantsCannotBeWritten(Probing probing) {
        probing.run("PanicOnWriteToRodata").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void dataCannotBeExecuted(Probing probing) {
        probing.run("PanicOnRunningData").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void userMemoryIsNotTouchedByAccident(Probing probing) {
        probing.run("PanicOnStrayUserAccess").expectPanicked();
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    void aStackOverflowEndsInADump(Probing probing) {
        probing.run("PanicOnStackOverflow").expectPanicked();
    }
}
