package checker.machine;

/**
 * A write to a register of an interrupt controller, as QEMU traced it. QEMU tells neither the CPU
 * nor the time; the order is the order of the writes. The firmware's own come first.
 *
 * @param controller which kind of it
 * @param register its offset: 0x300 is the Local APIC's ICR low word; an IOAPIC's is the index of
 *     the selected register; an 8259's is its I/O port: 0x20, 0x21, 0xa0, 0xa1
 * @param value what was written
 */
public record ApicWrite(Controller controller, int register, long value) {

    /** The interrupt controllers of a PC. */
    public enum Controller { LOCAL_APIC, IO_APIC, PIC }
}
