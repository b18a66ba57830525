package checker.machine;

import checker.acpi.FirmwareTables;

/** Which ACPI tables the firmware offers to the kernel. */
public sealed interface AcpiSupport {

    /** The tables that QEMU makes for the machine that it really is. */
    AcpiSupport EMULATORS_OWN = new EmulatorsOwn();

    /** No RSDP, no table. */
    AcpiSupport ABSENT = new Absent();

    /**
     * A set made by the checker, in place of QEMU's. QEMU then leaves out a pc's power management
     * hardware: such a machine cannot be switched off, and {@link Machine#now} counts in seconds.
     * A q35 has both.
     */
    static AcpiSupport given(FirmwareTables tables) {
        return new Given(tables);
    }

    /** See {@link #EMULATORS_OWN}. */
    record EmulatorsOwn() implements AcpiSupport {

        @Override
        public String toString() {
            return "QEMU's ACPI tables";
        }
    }

    /** See {@link #ABSENT}. */
    record Absent() implements AcpiSupport {

        @Override
        public String toString() {
            return "no ACPI";
        }
    }

    /** See {@link #given}. */
    record Given(FirmwareTables tables) implements AcpiSupport {

        @Override
        public String toString() {
            return "ACPI: " + tables.description();
        }
    }
}
