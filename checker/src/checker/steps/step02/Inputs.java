package checker.steps.step02;

import static checker.junit.Expectation.expect;

import checker.acpi.Madt;
import checker.machine.GuestMemory;
import checker.machine.IoApic;
import checker.machine.IoApic.Redirection;
import checker.machine.Machine;
import java.util.List;

/** The inputs of the IOAPIC: 82093AA data sheet, section 3.2. */
final class Inputs {

    private static final int FIRST_VECTOR = 0x20;
    private static final int FIXED = 0;
    private static final long SELECT = Madt.USUAL_IO_APIC;
    private static final long WINDOW = SELECT + 0x10;
    private static final int FIRST_ENTRY = 0x10;
    private static final long MASKED = 1 << 16;
    private static final int STRANGE_VECTOR = 0x90;

    private Inputs() {}

    /** Those that can interrupt. */
    static List<Redirection> open(IoApic ioApic) {
        return ioApic.pins().stream().filter(pin -> !pin.masked()).toList();
    }

    /** Opens an input, as firmware or another kernel may have left it. */
    static void open(Machine machine, int input) {
        set(machine, FIRST_ENTRY + 2 * input + 1, 0);
        set(machine, FIRST_ENTRY + 2 * input, STRANGE_VECTOR + input);
    }

    /** Masks an input, or opens it again; all else about it, and what is selected, stays. */
    static void setMasked(Machine machine, int input, boolean masked) {
        byte[] selected = machine.memory().readPhysical(SELECT, Integer.BYTES);
        int register = FIRST_ENTRY + 2 * input;
        machine.memory().writePhysical(SELECT, GuestMemory.bytes(register, Integer.BYTES));
        long low = GuestMemory.number(machine.memory().readPhysical(WINDOW, Integer.BYTES));
        set(machine, register, (int) (masked ? low | MASKED : low & ~MASKED));
        machine.memory().writePhysical(SELECT, selected);
    }

    private static void set(Machine machine, int register, int value) {
        machine.memory().writePhysical(SELECT, GuestMemory.bytes(register, Integer.BYTES));
        machine.memory().writePhysical(WINDOW, GuestMemory.bytes(value, Integer.BYTES));
    }

    /**
     * Fails unless each of these inputs sends its line to the boot CPU, in the way that the
     * firmware's tables say. Diagnoses {@code destination} and {@code asks-otherwise}.
     */
    static void expectAsWired(List<Redirection> open, int bootApicId, Wiring wiring) {
        for (Redirection entry : open) {
            String input = "input " + entry.pin() + "'s ";
            int line = wiring.line(entry.pin()).orElse(-1);
            expect(input + "delivery mode (0 is fixed)", entry.deliveryMode()).toBe(FIXED);
            expect(input + "destination is logical", entry.logicalDestination()).toBe(false);
            expect(input + "destination, an APIC ID", entry.destination())
                    .diagnose("destination", id -> true).toBe(bootApicId);
            expect(input + "vector", entry.vector()).inHex()
                    .to("lie above the exceptions", vector -> vector >= FIRST_VECTOR);
            expect(input + "polarity and trigger", describe(entry.activeLow(),
                    entry.levelTriggered())).given("line", line)
                    .given("overrides", wiring.overrides())
                    .diagnose("asks-otherwise", found -> true)
                    .toBe(describe(wiring.isActiveLow(line), wiring.isLevel(line)));
        }
        expect("different vectors of open inputs",
                open.stream().map(Redirection::vector).distinct().count()).toBe((long) open.size());
    }

    private static String describe(boolean activeLow, boolean level) {
        return (activeLow ? "active low, " : "active high, ") + (level ? "level" : "edge");
    }
}
