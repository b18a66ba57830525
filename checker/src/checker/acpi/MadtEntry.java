package checker.acpi;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One interrupt controller structure of a MADT, as bytes: a type, a length, and what belongs to the
 * type (5.2.12, table 5.21). Nothing forces the three to fit together.
 */
public final class MadtEntry {

    /** The bit of a processor's flags that says it may be used (table 5.23). */
    public static final long ENABLED = 1;

    /** The bit that says a processor not enabled may become so later. */
    public static final long ONLINE_CAPABLE = 2;

    private static final int FLAGS_IN_LOCAL_APIC = 4;
    private static final int FLAGS_IN_X2APIC = 8;
    private static final int LOCAL_APIC = 0;
    private static final int LOCAL_X2APIC = 9;
    private static final int LOCAL_X2APIC_NMI = 10;

    private final byte[] bytes;

    private MadtEntry(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Any bytes at all. */
    public static MadtEntry raw(int... bytes) {
        TableBytes raw = new TableBytes();
        Arrays.stream(bytes).forEach(raw::u8);
        return new MadtEntry(raw.toArray());
    }

    /** An entry of any type whose length is true: 2 and {@code payload} bytes, each 5AH. */
    public static MadtEntry ofType(int type, int payload) {
        TableBytes entry = start(type, 2 + payload);
        for (int at = 0; at < payload; at++) {
            entry.u8(0x5a);
        }
        return new MadtEntry(entry.toArray());
    }

    /** Processor Local APIC, type 0 (5.2.12.2). */
    public static MadtEntry localApic(int processorId, int apicId, long flags) {
        return new MadtEntry(
                start(LOCAL_APIC, 8).u8(processorId).u8(apicId).u32(flags).toArray());
    }

    /** Processor Local x2APIC, type 9 (5.2.12.12). */
    public static MadtEntry localX2Apic(long processorId, long apicId, long flags) {
        return new MadtEntry(start(LOCAL_X2APIC, 16).u16(0).u32(apicId).u32(flags)
                .u32(processorId).toArray());
    }

    /** I/O APIC, type 1 (5.2.12.3). */
    public static MadtEntry ioApic(int id, long address, long firstInterrupt) {
        return new MadtEntry(start(1, 12).u8(id).u8(0).u32(address).u32(firstInterrupt).toArray());
    }

    /** Interrupt Source Override of an ISA line, type 2 (5.2.12.5). */
    public static MadtEntry interruptOverride(int line, long interrupt, int flags) {
        return new MadtEntry(start(2, 10).u8(0).u8(line).u32(interrupt).u16(flags).toArray());
    }

    /** The same of another bus than ISA, of which there is none: nobody's line. */
    public static MadtEntry overrideOfBus(int bus, int line, long interrupt) {
        return new MadtEntry(
                start(2, 10).u8(bus).u8(line).u32(interrupt).u16(0).toArray());
    }

    /** Local APIC NMI at LINT1 of every processor, type 4 (5.2.12.7). */
    public static MadtEntry nmiOnEveryProcessor() {
        return localNmi(0xff, 0, 1);
    }

    /**
     * Local APIC NMI at an input of a processor, type 4 (5.2.12.7).
     *
     * @param processorId the ACPI processor UID; FFH all of them
     * @param flags polarity and trigger (table 5.26)
     * @param input 0 for LINT0, 1 for LINT1
     */
    public static MadtEntry localNmi(int processorId, int flags, int input) {
        return new MadtEntry(start(4, 6).u8(processorId).u16(flags).u8(input).toArray());
    }

    /**
     * Local x2APIC NMI, type 0AH (5.2.12.13): the same, of processors with UIDs of 32 bits.
     *
     * @param processorId the ACPI processor UID; FFFFFFFFH all of them
     */
    public static MadtEntry localX2ApicNmi(long processorId, int flags, int input) {
        return new MadtEntry(start(LOCAL_X2APIC_NMI, 12).u16(flags).u32(processorId).u8(input)
                .u8(0).u16(0).toArray());
    }

    /** Local APIC Address Override, type 5 (5.2.12.8). */
    public static MadtEntry addressOverride(long address) {
        return new MadtEntry(start(5, 12).u16(0).u64(address).toArray());
    }

    /** The same entry that claims to be of another length. */
    public MadtEntry claimingLength(int length) {
        return withByte(1, length);
    }

    /** The same processor with other flags; its type must be 0 or 9. */
    public MadtEntry withFlags(long flags) {
        int at = switch (bytes[0]) {
            case LOCAL_APIC -> FLAGS_IN_LOCAL_APIC;
            case LOCAL_X2APIC -> FLAGS_IN_X2APIC;
            default -> throw new IllegalStateException(this + " is no processor");
        };
        byte[] changed = bytes.clone();
        byte[] field = new TableBytes().u32(flags).toArray();
        System.arraycopy(field, 0, changed, at, field.length);
        return new MadtEntry(changed);
    }

    /** A copy of what the entry consists of. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private MadtEntry withByte(int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return new MadtEntry(changed);
    }

    private static TableBytes start(int type, int length) {
        return new TableBytes().u8(type).u8(length);
    }
}
