package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Probing;
import checker.junit.Step;
import checker.machine.ApicRead;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.GuestDuration;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.steps.hands.ApicRegisters;
import java.util.List;
import java.util.stream.Stream;

/** An interrupt is ended where it came from, and only if it was one. */
@Step(2)
@Criterion("Transition interrupt mode: PIC masked, IOAPIC initialized, spurious vector configured.")
final class EachArrivesOnceTest {

    private static final int ERROR_STATUS = 0x280;
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final GuestDuration TIME_TO_TAKE_IT = GuestDuration.ofMilliseconds(20);

    @OnEveryMachine(from = Plain.class)
    @Hint(where = "The handler of the spurious vector, and who ends what an 8259 gives.",
            wrong = "A spurious interrupt is ended at the Local APIC, which ends another one "
                    + "there: that whose handler is running.",
            fix = "Do not signal an end for the spurious vector. What comes at a vector of the "
                    + "8259s is none of the Local APIC's.",
            hunk = "ControllerOf")
    void spuriousOnesEndNobody(Probing probing) {
        probing.run("Spurious*").expectAllPassed();
    }

    @OnEveryMachine(from = Plain.class)
    @Hint(where = "What is done at a vector that nobody registered for.",
            wrong = "It stays in service at the Local APIC, and holds back all of its priority and "
                    + "below.",
            fix = "End it if the Local APIC has it in service.",
            hunk = "EndIfFromLocalAPIC")
    void unexpectedOnesHoldNobodyBack(Probing probing) {
        probing.run("Unexpected*").expectAllPassed();
    }

    @OnEveryMachine(from = Plain.class)
    @Hint(where = "The handler of the Local APIC's errors.",
            wrong = "An error of the Local APIC is not counted, or never ended.",
            fix = "Write the error status register, read it, count, and signal the end.",
            hunk = "HandleError")
    void errorsAreTold(Probing probing) {
        probing.run("Errors*").expectAllPassed();
    }

    /** QEMU's has no errors of its own, and does not say that it was asked; writes are traced. */
    @OnEveryMachine(from = Traced.class)
    @Hint(where = "The error status register, in the handler of the Local APIC's errors.",
            wrong = "The handler does not ask which error it was: the register shows what has "
                    + "happened only after it has been written.",
            fix = "Write 0 to the error status register, then read it.",
            hunk = "HandleError")
    void itIsAskedWhichErrorItWas(Machine machine) {
        expectToReach(machine, "KernelReady", BOOT);
        LocalApic apic = machine.localApic(machine.spec().bootCpu()).orElseThrow();
        long before = errorStatusWrites(machine);
        long all = machine.apicWrites().size();
        new ApicRegisters(machine).interruptItself(
                apic.localVectorTable().get("LVTERR").vector());
        machine.runToEnd(TIME_TO_TAKE_IT);
        expect("writes of the error status register, after an error",
                errorStatusWrites(machine) - before).to("be some", count -> count > 0);
        expect("whether it is read after that", machine.apicReads().stream()
                .filter(read -> read.register() == ERROR_STATUS).map(ApicRead::writesBefore)
                .anyMatch(writes -> isWritten(machine.apicWrites().subList((int) all, writes))))
                .toBe(true);
    }

    private static boolean isWritten(List<ApicWrite> writes) {
        return writes.stream().filter(write -> write.controller() == Controller.LOCAL_APIC)
                .anyMatch(write -> write.register() == ERROR_STATUS);
    }

    private static long errorStatusWrites(Machine machine) {
        return machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC)
                .filter(write -> write.register() == ERROR_STATUS).count();
    }

    /** One CPU, and one of two. */
    static final class Plain implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("pc", MachineSpec.of(architecture)),
                    Wirings.limitedToOne(architecture));
        }
    }

    /** A board whose writes to controllers are traced. */
    static final class Traced implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("pc", MachineSpec.of(architecture).withApicTrace()));
        }
    }

    @OnEveryMachine(from = Plain.class)
    @Hint(where = "Handlers that do not signal an end.",
            wrong = "The Local APIC has an interrupt in service though no handler runs.",
            fix = "Signal the end once for each interrupt that it delivers.",
            hunk = "EndLine")
    void nothingStaysInService(Probing probing) {
        probing.run("NothingIs*").expectAllPassed();
    }
}
