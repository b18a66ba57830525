package checker.machine;

import java.util.List;

/**
 * The IOAPIC's redirection table; Intel 82093AA data sheet, section 3.2.
 *
 * @param id its APIC id
 * @param pins each entry, in the order of the pins
 */
public record IoApic(int id, List<Redirection> pins) {

    /** One entry as the 64-bit register holds it. */
    public record Redirection(int pin, long raw) {

        public int vector() {
            return (int) raw & 0xff;
        }

        /** 0 fixed, 1 lowest priority, 2 SMI, 4 NMI, 5 INIT, 7 ExtINT. */
        public int deliveryMode() {
            return (int) (raw >> 8) & 7;
        }

        public boolean logicalDestination() {
            return (raw >> 11 & 1) != 0;
        }

        public boolean activeLow() {
            return (raw >> 13 & 1) != 0;
        }

        public boolean levelTriggered() {
            return (raw >> 15 & 1) != 0;
        }

        public boolean masked() {
            return (raw >> 16 & 1) != 0;
        }

        /** An APIC id, or a set of CPUs where the destination is logical. */
        public int destination() {
            return (int) (raw >>> 56);
        }
    }

    public IoApic {
        pins = List.copyOf(pins);
    }
}
