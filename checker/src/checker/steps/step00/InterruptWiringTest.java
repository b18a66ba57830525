package checker.steps.step00;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Firmware;
import checker.machine.LocalApic;
import checker.machine.LocalApic.LocalVector;
import java.util.List;

/**
 * Interrupts come from the 8259s alone; the Local APIC does no more than let them through. From
 * step 2 on that is so where {@code nosmp} asks for it.
 */
@Step(0)
@Criterion("Local APIC driver exists but stays mapped/disabled to avoid PIC conflict.")
@Hint(where = "InitializeLocalAPIC and what it writes to the local vector table.",
        wrong = "The Local APIC or the IOAPIC raises interrupts of its own beside the 8259s.",
        fix = "Keep every entry masked but LINT0, which takes ExtINT from the 8259.",
        hunk = "InitializeLocalAPIC")
final class InterruptWiringTest {

    private static final int EXT_INT = 7;
    private static final int TIMER_LINE = 1; // bit of IRQ 0 in the master's mask
    private static final List<String> OWN_SOURCES = List.of("LVTT", "LVTERR", "LVTPC", "LVTTHMR");

    @OnEveryMachine(firmware = {Firmware.SEABIOS, Firmware.QBOOT}, arguments = "nosmp")
    void theLocalAPICLetsThe8259ThroughAndIsSilentItself(Boot boot) {
        LocalApic apic = boot.hardware().localApics().get(0);
        LocalVector lint0 = apic.localVectorTable().get("LVT0");

        expect("LINT0 is masked", lint0.masked()).toBe(false);
        expect("LINT0's delivery mode (7 is ExtINT)", lint0.deliveryMode()).toBe(EXT_INT);
        for (String source : OWN_SOURCES) {
            expect(source + " is masked", apic.localVectorTable().get(source).masked()).toBe(true);
        }
        expect("initial count of the Local APIC's timer", apic.timerInitialCount()).toBe(0L);
    }

    @OnEveryMachine(firmware = {Firmware.SEABIOS, Firmware.QBOOT}, arguments = "nosmp")
    void theIOAPICDeliversNothing(Boot boot) {
        List<Integer> open = boot.hardware().ioApic().orElseThrow().pins().stream()
                .filter(pin -> !pin.masked() && pin.deliveryMode() != EXT_INT)
                .map(pin -> pin.pin()).toList();

        expect("IOAPIC pins that are not masked", open).toBe(List.of());
    }

    @OnEveryMachine(arguments = "nosmp")
    void theTimerIsOpenAtThe8259AndVectorsKeepClearOfExceptions(Boot boot) {
        var master = boot.hardware().pics().get(0);
        var slave = boot.hardware().pics().get(1);

        expect("IRQ 0 is masked at the 8259", (master.mask() & TIMER_LINE) != 0).toBe(false);
        expect("first vector of the master 8259", master.vectorBase()).inHex()
                .to("lie above the exceptions, 0x20 or higher", vector -> vector >= 0x20);
        expect("distance of the 8259s' vectors",
                Math.abs(slave.vectorBase() - master.vectorBase()))
                .to("be at least 8", distance -> distance >= 8);
    }
}
