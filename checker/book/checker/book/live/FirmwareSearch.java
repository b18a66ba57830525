package checker.book.live;

import checker.machine.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the firmware's tables in memory as a kernel has to: the RSDP in the BIOS area, the root
 * table that it points to, and what that points to; ACPI 6.5, 5.2.5 to 5.2.8.
 */
final class FirmwareSearch {

    /**
     * A table.
     *
     * @param signature {@code RSDP} for the pointer, which has a longer one
     * @param address physical
     */
    record Table(String signature, long address, byte[] bytes) {}

    private static final int BIOS_AREA = 0xe0000;
    private static final int BIOS_AREA_BYTES = 0x20000;
    private static final int PARAGRAPH = 16;
    private static final byte[] RSDP = "RSD PTR ".getBytes(StandardCharsets.US_ASCII);
    private static final int OLD_BYTES = 20;
    private static final int NEW_BYTES = 36;
    private static final int HEADER_BYTES = 36;
    private static final int LONGEST = 0x4000;

    private final GuestMemory memory;

    FirmwareSearch(GuestMemory memory) {
        this.memory = memory;
    }

    /** All that are found, the RSDP first; none on a machine without ACPI. */
    List<Table> tables() {
        byte[] area = memory.readPhysical(BIOS_AREA, BIOS_AREA_BYTES);
        for (int at = 0; at < area.length; at += PARAGRAPH) {
            if (Arrays.equals(area, at, at + RSDP.length, RSDP, 0, RSDP.length)) {
                return from(BIOS_AREA + at);
            }
        }
        return List.of();
    }

    private List<Table> from(long address) {
        List<Table> tables = new ArrayList<>();
        boolean old = memory.readPhysical(address + 15, 1)[0] < 2;
        byte[] rsdp = memory.readPhysical(address, old ? OLD_BYTES : NEW_BYTES);
        tables.add(new Table("RSDP", address, rsdp));
        long root = old ? number(rsdp, 16, 4) : number(rsdp, 24, 8);
        Optional<Table> list = table(root);
        list.ifPresent(tables::add);
        int size = old ? Integer.BYTES : Long.BYTES;
        for (int at = HEADER_BYTES; list.isPresent() && at + size <= list.get().bytes().length;
                at += size) {
            table(number(list.get().bytes(), at, size)).ifPresent(tables::add);
        }
        return List.copyOf(tables);
    }

    private Optional<Table> table(long address) {
        byte[] header = memory.readPhysical(address, HEADER_BYTES);
        long length = number(header, 4, 4);
        String signature = new String(header, 0, 4, StandardCharsets.US_ASCII);
        return length < HEADER_BYTES || length > LONGEST || !signature.matches("[A-Z0-9_]{4}")
                ? Optional.empty()
                : Optional.of(new Table(signature, address,
                        memory.readPhysical(address, (int) length)));
    }

    private static long number(byte[] bytes, int offset, int size) {
        return GuestMemory.number(Arrays.copyOfRange(bytes, offset, offset + size));
    }
}
