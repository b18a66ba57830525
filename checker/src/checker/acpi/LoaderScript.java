package checker.acpi;

/**
 * The commands by which QEMU tells a firmware what to do with the table files: put them into
 * memory, add the place of one to a pointer in another, compute a checksum. Each has 128 bytes.
 *
 * <p>Source: QEMU's {@code etc/table-loader} interface, understood by SeaBIOS, qboot and OVMF.
 */
final class LoaderScript {

    private static final String TABLES = "etc/acpi/tables";
    private static final String RSDP = "etc/acpi/rsdp";
    private static final int COMMAND_BYTES = 128;
    private static final int NAME_BYTES = 56;
    private static final int ALLOCATE = 1;
    private static final int ADD_POINTER = 2;
    private static final int ADD_CHECKSUM = 3;
    private static final int HIGH_MEMORY = 1;
    private static final int BELOW_1_MIB = 2; // where the search for the RSDP looks

    private final TableBytes commands = new TableBytes();

    LoaderScript() {
        allocate(RSDP, 16, BELOW_1_MIB);
        allocate(TABLES, 64, HIGH_MEMORY);
    }

    /** Makes the offset of a table that stands at {@code at} in the tables a physical address. */
    void pointToTable(int at, int size) {
        command(new TableBytes().u32(ADD_POINTER).text(TABLES, NAME_BYTES).text(TABLES, NAME_BYTES)
                .u32(at).u8(size));
    }

    /** The same for a pointer in the RSDP. */
    void pointRsdp(int at, int size) {
        command(new TableBytes().u32(ADD_POINTER).text(RSDP, NAME_BYTES).text(TABLES, NAME_BYTES)
                .u32(at).u8(size));
    }

    /** Sums up the table that starts at {@code at}, from its byte {@code first} on. */
    void sumTable(int at, int first, int length) {
        sum(TABLES, at + 9, at + first, length - first);
    }

    /** Sums up the RSDP's bytes from {@code first} to {@code length} into the byte {@code at}. */
    void sumRsdp(int at, int first, int length) {
        sum(RSDP, at, first, length - first);
    }

    byte[] bytes() {
        return commands.toArray();
    }

    private void allocate(String file, int alignment, int zone) {
        command(new TableBytes().u32(ALLOCATE).text(file, NAME_BYTES).u32(alignment).u8(zone));
    }

    /** Changes the byte at {@code result}, a part of the range, so that the range sums to 0. */
    private void sum(String file, int result, int start, int length) {
        command(new TableBytes().u32(ADD_CHECKSUM).text(file, NAME_BYTES).u32(result).u32(start)
                .u32(length));
    }

    private void command(TableBytes command) {
        commands.raw(command.zeroTo(COMMAND_BYTES).toArray());
    }
}
