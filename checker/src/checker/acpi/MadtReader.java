package checker.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the processors back out of a set's MADT, which must be whole: what it says, in order. */
public final class MadtReader {

    private static final int TABLE_ALIGNMENT = 8;
    private static final int FIRST_ENTRY = 44;
    private static final int LOCAL_APIC = 0;
    private static final int LOCAL_X2APIC = 9;

    /**
     * One processor entry.
     *
     * @param processorId the ACPI processor UID
     * @param apicId of its Local APIC
     * @param flags {@link MadtEntry#ENABLED}, {@link MadtEntry#ONLINE_CAPABLE}
     */
    public record Processor(long processorId, long apicId, long flags) {}

    private MadtReader() {}

    /** All processor entries, enabled or not. */
    public static List<Processor> processors(FirmwareTables set) {
        ByteBuffer bytes = ByteBuffer.wrap(set.tables()).order(ByteOrder.LITTLE_ENDIAN);
        int table = find(bytes);
        int end = table + bytes.getInt(table + 4);
        List<Processor> processors = new ArrayList<>();
        for (int at = table + FIRST_ENTRY; at < end; at += bytes.get(at + 1) & 0xff) {
            if (bytes.get(at) == LOCAL_APIC) {
                processors.add(new Processor(bytes.get(at + 2) & 0xff, bytes.get(at + 3) & 0xff,
                        unsigned(bytes, at + 4)));
            } else if (bytes.get(at) == LOCAL_X2APIC) {
                processors.add(new Processor(unsigned(bytes, at + 12), unsigned(bytes, at + 4),
                        unsigned(bytes, at + 8)));
            }
        }
        return List.copyOf(processors);
    }

    private static int find(ByteBuffer bytes) {
        for (int at = 0; at + FIRST_ENTRY <= bytes.capacity(); at += TABLE_ALIGNMENT) {
            byte[] signature = new byte[4];
            bytes.get(at, signature);
            if (new String(signature, StandardCharsets.US_ASCII).equals("APIC")) {
                return at;
            }
        }
        throw new IllegalArgumentException("the set has no MADT");
    }

    private static long unsigned(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
