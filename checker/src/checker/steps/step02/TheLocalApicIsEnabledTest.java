package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.GuestDuration;
import checker.machine.LocalApic;
import checker.machine.LocalApic.LocalVector;
import checker.machine.Machine;
import checker.steps.hands.Borrowed;
import checker.steps.hands.EmulatedX2Apic;
import java.util.List;

/** The boot CPU's Local APIC delivers what it is sent, and nothing of its own unasked. */
@Step(2)
@Criterion("Enable Local APIC on BSP (IA32_APIC_BASE_MSR | ENABLE, spurious vector set, LVT mask "
        + "default).")
@NotInApicModeHint
final class TheLocalApicIsEnabledTest {

    private static final int NMI = 4;
    private static final int FIRST_VECTOR = 0x20;
    private static final int ACTIVE_LOW = 1 << 13;
    private static final int APIC_BASE = 0x1b;
    private static final int BASE_ENABLED = 1 << 11;
    private static final int BASE_OF_THE_FIRST = 1 << 8;
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final List<String> OWN_SOURCES = List.of("LVTT", "LVTPC", "LVTTHMR");

    @OnEveryMachine(from = Wirings.class)
    @Hint(diagnosis = "x2apic-not-taken",
            where = "What CPUID announces, and what IA32_APIC_BASE has taken.",
            wrong = "The kernel uses the MSRs of x2APIC mode, which this CPU announces and has not "
                    + "entered.",
            fix = "Read IA32_APIC_BASE back after setting bit 10. Where the bit is clear, go on in "
                    + "xAPIC mode.",
            hunk = "EnterX2APICMode")
    @Hint(where = "What is written to the spurious-vector register and the task-priority register.",
            wrong = "The Local APIC is off, holds interrupts back, or has one in service for ever.",
            fix = "Set bit 8 of the spurious-vector register and a vector whose low four bits are "
                    + "ones, the task priority to 0, and end what is in service.",
            hunk = "EnableLocalAPIC")
    void itIsEnabledAndHoldsNothingBack(Boot boot) {
        Mode.expectAPIC(boot);
        LocalApic apic = apicOf(boot);
        boolean announced = EmulatedX2Apic.isAnnounced(boot.spec());

        expect("the enable bit of the spurious-vector register", apic.softwareEnabled())
                .diagnose("x2apic-not-taken", enabled -> announced).toBe(true);
        expect("the spurious vector", apic.spuriousVector()).inHex()
                .to("be 0x2F or higher and end in F", vector -> vector > FIRST_VECTOR
                        && (vector & 0xf) == 0xf);
        expect("the task priority", apic.taskPriority()).inHex().toBe(0);
        expect("vectors in service", List.copyOf(apic.inService()))
                .diagnose("x2apic-not-taken", vectors -> announced).toBe(List.of());
    }

    @OnEveryMachine(from = Wirings.class)
    @Hint(diagnosis = "error-masked", where = "The last entry of the local vector table.",
            wrong = "Errors of the Local APIC, such as a vector below 16, are not told.",
            fix = "Register a handler that writes and reads the error status register and signals "
                    + "the end; then unmask the error entry with its vector.",
            hunk = "HandleError")
    @Hint(where = "What is written to the local vector table.",
            wrong = "A source of the Local APIC's own is open that nobody wants yet.",
            fix = "Mask each entry of the local vector table first, then open what is wanted.",
            hunk = "EnableAndMaskAll")
    void itsOwnSourcesAreMaskedButErrors(Boot boot) {
        Mode.expectAPIC(boot);
        LocalApic apic = apicOf(boot);
        LocalVector error = apic.localVectorTable().get("LVTERR");

        for (String source : OWN_SOURCES) {
            expect(source + " is masked", apic.localVectorTable().get(source).masked())
                    .toBe(true);
        }
        expect("LVTERR is masked", error.masked())
                .diagnose("error-masked", masked -> masked).toBe(false);
        expect("LVTERR's vector", error.vector()).inHex()
                .to("lie above the exceptions", vector -> vector >= FIRST_VECTOR);
    }

    @OnEveryMachine(from = Wirings.class)
    @Hint(where = "The MADT's entries of type 4, and what becomes of LINT0 and LINT1.",
            wrong = "An input of the boot CPU's Local APIC is not as the MADT says: NMI where an "
                    + "entry for this processor, or for all (FFH), names it, and else masked.",
            fix = "Compare the entry's ACPI processor UID, not the APIC ID; take the input from "
                    + "its last byte and the polarity from its flags. LINT0 does not carry the "
                    + "8259s any more.",
            hunk = "FindLocalInputs")
    void itsInputsAreAsTheMadtSays(Boot boot) {
        Mode.expectAPIC(boot);
        Wiring wiring = Wiring.of(boot.spec());
        LocalApic apic = apicOf(boot);

        for (int input = 0; input <= 1; input++) {
            LocalVector found = apic.localVectorTable().get("LVT" + input);
            expect("LINT" + input, describe(found))
                    .given("the MADT's NMI entries", wiring.localNmis())
                    .toBe(wiring.nmi(boot.hardware().bootApicId(), input)
                            .map(nmi -> "NMI" + ((nmi.flags() & 3) == 3 ? ", active low" : ""))
                            .orElse("masked"));
        }
    }

    /** As after another kernel, or firmware, that has used the Local APIC. */
    @OnEveryMachine(cpus = 2)
    @Hint(diagnosis = "left-as-it-was",
            where = "What the Local APIC holds that a reset would have cleared.",
            wrong = "Something is there that was there before the kernel: an open source, a task "
                    + "priority, an interrupt in service.",
            fix = "Write each register that matters, also where a fresh one would do. Signal ends "
                    + "until no bit of the in-service register is set.",
            hunk = "EndWhatIsInService")
    void whatWasLeftThereIsGone(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        new LeftBehind(machine).leave();
        expectToReach(machine, "KernelReady", BOOT);
        LocalApic apic = machine.localApic(machine.spec().bootCpu()).orElseThrow();

        expect("vectors in service", List.copyOf(apic.inService()))
                .diagnose("left-as-it-was", found -> true).toBe(List.of());
        expect("the task priority", apic.taskPriority()).inHex()
                .diagnose("left-as-it-was", found -> true).toBe(0);
        expect("open sources", OWN_SOURCES.stream()
                .filter(source -> !apic.localVectorTable().get(source).masked()).toList())
                .diagnose("left-as-it-was", found -> true).toBe(List.of());
        Mode.expectAPIC(machine, kernel);
    }

    /** Bits 8, 11 and 12 to 35 of IA32_APIC_BASE; Intel SDM volume 4. */
    @OnEveryMachine(cpus = 2)
    @Hint(where = "What is written to IA32_APIC_BASE, and what is kept of it.",
            wrong = "The model-specific register of the Local APIC has lost a bit.",
            fix = "Read it, set bit 11, and write it back: its other bits are the firmware's.",
            hunk = "EnableLocalAPIC")
    void itsRegistersAreWhereTheFirmwareHasThem(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);
        Mode.expectAPIC(machine, kernel);
        expect("IA32_APIC_BASE", new Borrowed(machine, machine.spec().bootCpu())
                .readMsr(APIC_BASE)).inHex()
                .toBe(Madt.USUAL_ADDRESS | BASE_ENABLED | BASE_OF_THE_FIRST);
    }

    private static String describe(LocalVector entry) {
        if (entry.masked()) {
            return "masked";
        }
        String mode = entry.deliveryMode() == NMI ? "NMI" : "mode " + entry.deliveryMode();
        return mode + ((entry.raw() & ACTIVE_LOW) != 0 ? ", active low" : "");
    }

    static LocalApic apicOf(Boot boot) {
        return boot.hardware().localApics().get(boot.hardware().bootCpu());
    }
}
