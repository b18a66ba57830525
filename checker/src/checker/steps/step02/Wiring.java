package checker.steps.step02;

import checker.acpi.FirmwareTables;
import checker.acpi.Madt;
import checker.acpi.MadtReader;
import checker.machine.AcpiSupport;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where a machine's firmware says that interrupts arrive: what a right kernel programs. From the
 * tables that the machine was given, or from those that QEMU makes for a pc and a q35.
 *
 * @param firstInterrupt the Global System Interrupt of the real IOAPIC's first input
 * @param overrides of lines of the ISA bus
 * @param localNmis inputs of Local APICs that carry NMIs
 * @param processors as far as their ACPI UIDs are other than their APIC ids
 */
record Wiring(long firstInterrupt, List<MadtReader.Override> overrides,
        List<MadtReader.LocalNmi> localNmis, List<MadtReader.Processor> processors) {

    static final int LINES = 16;
    static final int TIMER = 0;

    private static final int INPUTS = 24;
    private static final int ACTIVE_HIGH_LEVEL = 0xd;
    private static final int LOW = 3;
    private static final int LEVEL = 3;

    /** QEMU's own tables: the timer at input 2, PCI's lines level-triggered, NMIs at LINT1. */
    private static final Wiring EMULATORS_OWN = new Wiring(0, List.of(
            new MadtReader.Override(0, TIMER, 2, 0),
            new MadtReader.Override(0, 5, 5, ACTIVE_HIGH_LEVEL),
            new MadtReader.Override(0, 9, 9, ACTIVE_HIGH_LEVEL),
            new MadtReader.Override(0, 10, 10, ACTIVE_HIGH_LEVEL),
            new MadtReader.Override(0, 11, 11, ACTIVE_HIGH_LEVEL)),
            List.of(new MadtReader.LocalNmi(MadtReader.LocalNmi.ALL, 0, 1)), List.of());

    Wiring {
        overrides = List.copyOf(overrides);
        localNmis = List.copyOf(localNmis);
        processors = List.copyOf(processors);
    }

    static Wiring of(MachineSpec spec) {
        return spec.acpi() instanceof AcpiSupport.Given given ? of(given.tables()) : EMULATORS_OWN;
    }

    private static Wiring of(FirmwareTables tables) {
        long first = MadtReader.ioApics(tables).stream()
                .filter(ioApic -> ioApic.address() == Madt.USUAL_IO_APIC).findFirst().orElseThrow()
                .firstInterrupt();
        return new Wiring(first, MadtReader.overrides(tables).stream()
                .filter(each -> each.bus() == 0).toList(), MadtReader.localNmis(tables),
                MadtReader.processors(tables));
    }

    /** The real IOAPIC's input for a line of the ISA bus; empty when it has none. */
    OptionalInt pin(int line) {
        long interrupt = overrideOf(line).map(MadtReader.Override::interrupt)
                .orElse(isTaken(line) ? -1L : (long) line);
        long pin = interrupt - firstInterrupt;
        return interrupt >= 0 && pin >= 0 && pin < INPUTS
                ? OptionalInt.of((int) pin) : OptionalInt.empty();
    }

    /** The line that arrives at one of the real IOAPIC's inputs; empty when none does. */
    OptionalInt line(int pin) {
        return IntStream.range(0, LINES)
                .filter(line -> pin(line).equals(OptionalInt.of(pin))).findFirst();
    }

    /** Whether a line is active low, which no line of the ISA bus is by itself. */
    boolean isActiveLow(int line) {
        return overrideOf(line).filter(each -> (each.flags() & 3) == LOW).isPresent();
    }

    /** Whether a line is level-triggered; the same. */
    boolean isLevel(int line) {
        return overrideOf(line).filter(each -> (each.flags() >> 2 & 3) == LEVEL).isPresent();
    }

    /** What the tables say of an input of the CPU with that APIC id; empty: no NMI. */
    Optional<MadtReader.LocalNmi> nmi(int apicId, int input) {
        long processorId = processors.stream().filter(each -> each.apicId() == apicId)
                .map(MadtReader.Processor::processorId).findFirst().orElse((long) apicId);
        return localNmis.stream().filter(each -> each.input() == input)
                .filter(each -> each.processorId() == processorId
                        || each.processorId() == MadtReader.LocalNmi.ALL)
                .findFirst();
    }

    private Optional<MadtReader.Override> overrideOf(int line) {
        return overrides.stream().filter(each -> each.line() == line).findFirst();
    }

    /** Whether an override gives the input with a line's number to another line. */
    private boolean isTaken(int line) {
        return overrides.stream()
                .anyMatch(each -> each.interrupt() == line && each.line() != line);
    }
}
