package checker.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads entries back out of a set's MADT, which must be whole: what it says, in order. */
public final class MadtReader {

    private static final int TABLE_ALIGNMENT = 8;
    private static final int FIRST_ENTRY = 44;
    private static final int LOCAL_APIC = 0;
    private static final int IO_APIC = 1;
    private static final int OVERRIDE = 2;
    private static final int LOCAL_NMI = 4;
    private static final int LOCAL_X2APIC = 9;
    private static final int LOCAL_X2APIC_NMI = 10;
    private static final int ALL_OF_8_BITS = 0xff;

    /**
     * One processor entry.
     *
     * @param processorId the ACPI processor UID
     * @param apicId of its Local APIC
     * @param flags {@link MadtEntry#ENABLED}, {@link MadtEntry#ONLINE_CAPABLE}
     */
    public record Processor(long processorId, long apicId, long flags) {}

    /**
     * One Interrupt Source Override.
     *
     * @param bus 0 for ISA
     * @param line of that bus
     * @param interrupt the Global System Interrupt
     * @param flags polarity in bits 0 and 1, trigger in bits 2 and 3
     */
    public record Override(int bus, int line, long interrupt, int flags) {}

    /**
     * One Local APIC NMI.
     *
     * @param processorId the ACPI processor UID, or {@link #ALL}
     * @param flags as of an override
     * @param input 0 for LINT0, 1 for LINT1
     */
    public record LocalNmi(long processorId, int flags, int input) {

        /** Every processor. */
        public static final long ALL = 0xffffffffL;
    }

    /**
     * One I/O APIC.
     *
     * @param address of its registers, physical
     * @param firstInterrupt the Global System Interrupt of its first input
     */
    public record IoApic(long address, long firstInterrupt) {}

    private MadtReader() {}

    /** All processor entries, enabled or not. */
    public static List<Processor> processors(FirmwareTables set) {
        List<Processor> processors = new ArrayList<>();
        for (ByteBuffer entry : entries(set)) {
            if (entry.get(0) == LOCAL_APIC) {
                processors.add(new Processor(u8(entry, 2), u8(entry, 3), u32(entry, 4)));
            } else if (entry.get(0) == LOCAL_X2APIC) {
                processors.add(new Processor(u32(entry, 12), u32(entry, 4), u32(entry, 8)));
            }
        }
        return List.copyOf(processors);
    }

    /** All I/O APIC entries. */
    public static List<IoApic> ioApics(FirmwareTables set) {
        return entries(set).stream().filter(entry -> entry.get(0) == IO_APIC)
                .map(entry -> new IoApic(u32(entry, 4), u32(entry, 8))).toList();
    }

    /** All Interrupt Source Overrides. */
    public static List<Override> overrides(FirmwareTables set) {
        return entries(set).stream().filter(entry -> entry.get(0) == OVERRIDE)
                .map(entry -> new Override(u8(entry, 2), u8(entry, 3), u32(entry, 4),
                        entry.getShort(8))).toList();
    }

    /** All Local APIC NMIs, and Local x2APIC NMIs. */
    public static List<LocalNmi> localNmis(FirmwareTables set) {
        List<LocalNmi> nmis = new ArrayList<>();
        for (ByteBuffer entry : entries(set)) {
            if (entry.get(0) == LOCAL_NMI) {
                int processor = u8(entry, 2);
                nmis.add(new LocalNmi(processor == ALL_OF_8_BITS ? LocalNmi.ALL : processor,
                        entry.getShort(3), u8(entry, 5)));
            } else if (entry.get(0) == LOCAL_X2APIC_NMI) {
                nmis.add(new LocalNmi(u32(entry, 4), entry.getShort(2), u8(entry, 8)));
            }
        }
        return List.copyOf(nmis);
    }

    private static List<ByteBuffer> entries(FirmwareTables set) {
        ByteBuffer bytes = ByteBuffer.wrap(set.tables()).order(ByteOrder.LITTLE_ENDIAN);
        int table = find(bytes);
        int end = table + bytes.getInt(table + 4);
        List<ByteBuffer> entries = new ArrayList<>();
        for (int at = table + FIRST_ENTRY; at < end; at += u8(bytes, at + 1)) {
            entries.add(bytes.slice(at, u8(bytes, at + 1)).order(ByteOrder.LITTLE_ENDIAN));
        }
        return List.copyOf(entries);
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

    private static int u8(ByteBuffer bytes, int at) {
        return bytes.get(at) & 0xff;
    }

    private static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
