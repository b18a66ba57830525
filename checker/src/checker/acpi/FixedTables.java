package checker.acpi;

/** The tables that every machine has and whose content the checks do not vary. */
final class FixedTables {

    /** Revision 3 is the first with a reset register (5.2.9). */
    static final int FADT_REVISION = 3;

    /** Offsets of the two addresses of the DSDT in the FADT, from the table's start. */
    static final int FADT_DSDT = 40;

    static final int FADT_X_DSDT = 140;

    private static final int FADT_BYTES = 244;
    private static final int HEADER_BYTES = 36;
    private static final int RESET_REGISTER_SUPPORTED = 1 << 10;
    private static final int LEGACY_DEVICES_AND_8042 = 3;

    // QEMU's firmware puts the power management registers at 600H, on pc and on q35.
    private static final int PM1A_EVENT = 0x600;
    private static final int PM1A_CONTROL = 0x604;
    private static final int PM_TIMER = 0x608;
    private static final int RESET_PORT = 0xcf9;
    private static final int RESET_VALUE = 0x0f;

    private FixedTables() {}

    /** Fixed ACPI Description Table without its header (5.2.9). */
    static byte[] fadt(int dsdt) {
        TableBytes fadt = new TableBytes().u32(0).u32(dsdt).u8(0).u8(0).u16(9)
                .zeroTo(56 - HEADER_BYTES)
                .u32(PM1A_EVENT).u32(0).u32(PM1A_CONTROL).u32(0).u32(0).u32(PM_TIMER)
                .u32(0).u32(0).u8(4).u8(2).u8(0).u8(4)
                .zeroTo(109 - HEADER_BYTES).u16(LEGACY_DEVICES_AND_8042).u8(0)
                .u32(RESET_REGISTER_SUPPORTED)
                .u8(1).u8(8).u8(0).u8(1).u64(RESET_PORT).u8(RESET_VALUE);
        return fadt.zeroTo(FADT_X_DSDT - HEADER_BYTES).u64(dsdt).zeroTo(FADT_BYTES - HEADER_BYTES)
                .toArray();
    }

    /** AML: {@code Name (\_S5, Package () {0, 0, 0, 0})} (7.4.2, 20.2). */
    static byte[] dsdt() {
        return new TableBytes().u8(0x08).text("_S5_", 4).u8(0x12).u8(0x06).u8(4)
                .u8(0).u8(0).u8(0).u8(0).toArray();
    }
}
