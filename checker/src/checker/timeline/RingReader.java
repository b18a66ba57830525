package checker.timeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Decodes the variable {@code TraceRing}, by the layout in {@code kernel/trace/Trace.h}: one ring,
 * or several in a row, one for each CPU. A kernel may have written anything there, so everything is
 * held against the bytes that there are.
 */
final class RingReader {

    private static final int HEAD_BYTES = 32;
    private static final int RECORD_BYTES = 32;
    private static final int MAGIC = 0x45435254; // "TRCE"
    private static final int VERSION = 1;
    private static final int MOST_RINGS = 64;
    private static final int MOST_RECORDS = 16_384; // of one ring, the newest
    private static final long NUMBERS = 1L << 32;

    private final ByteBuffer bytes;

    private RingReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The rings, in their order; at least one.
     *
     * @throws UnreadableRingException when the first is none, and why
     */
    static List<Ring> read(byte[] bytes) throws UnreadableRingException {
        return new RingReader(bytes).rings();
    }

    private List<Ring> rings() throws UnreadableRingException {
        List<Ring> rings = new ArrayList<>();
        int at = 0;
        do {
            int capacity = capacity(at);
            rings.add(ring(at, capacity));
            at += HEAD_BYTES + capacity * RECORD_BYTES;
        } while (rings.size() < MOST_RINGS && bytes.capacity() - at >= HEAD_BYTES
                && bytes.getInt(at) == MAGIC);
        return List.copyOf(rings);
    }

    /** The number of slots of the ring at an offset, all of which are there. */
    private int capacity(int at) throws UnreadableRingException {
        if (bytes.capacity() - at < HEAD_BYTES) {
            throw new UnreadableRingException("TraceRing has " + bytes.capacity()
                    + " bytes, its head alone takes " + HEAD_BYTES);
        }
        int magic = bytes.getInt(at);
        if (magic != MAGIC) {
            throw new UnreadableRingException(String.format("TraceRing begins with 0x%08x and not"
                    + " with 0x%08x (TRCE): InitializeTrace did not run, or its head was"
                    + " overwritten", magic, MAGIC));
        }
        int version = bytes.getShort(at + 4) & 0xffff;
        int size = bytes.getShort(at + 6) & 0xffff;
        if (version != VERSION || size != RECORD_BYTES) {
            throw new UnreadableRingException("TraceRing says version " + version + " with records"
                    + " of " + size + " bytes; this checker reads version " + VERSION + " with "
                    + RECORD_BYTES);
        }
        long capacity = bytes.getInt(at + 8) & 0xffffffffL;
        long room = (bytes.capacity() - at - HEAD_BYTES) / RECORD_BYTES;
        if (Long.bitCount(capacity) != 1 || capacity > room) {
            throw new UnreadableRingException("TraceRing says that it has " + capacity + " slots;"
                    + " that must be a power of two, and there is room for " + room);
        }
        return (int) capacity;
    }

    /** Reads the slots from the newest record back to the oldest that can still be there. */
    private Ring ring(int at, int capacity) {
        long next = bytes.getInt(at + 12) & 0xffffffffL;
        long cpu = bytes.getInt(at + 20) & 0xffffffffL; // reserved, and 0, while there is one
        List<TraceRecord> records = new ArrayList<>();
        int half = 0;
        for (int back = 1; back <= Math.min(capacity, MOST_RECORDS); back++) {
            long number = Math.floorMod(next - back, NUMBERS);
            int slot = at + HEAD_BYTES + (int) (number % capacity) * RECORD_BYTES;
            boolean whole = (bytes.getInt(slot + 28) & 0xffffffffL) == (number + 1) % NUMBERS;
            boolean blank = isBlank(slot);
            if (whole && !blank) {
                records.add(record(number, slot));
            } else if (!blank || back <= next) {
                half++;
            }
        }
        Collections.reverse(records);
        records.sort(TraceRecord.BY_TIME);
        return new Ring(cpu, records, Math.max(0, next - records.size() - half), half);
    }

    /** Never written since boot. */
    private boolean isBlank(int slot) {
        boolean blank = true;
        for (int word = 0; word < RECORD_BYTES; word += Long.BYTES) {
            blank &= bytes.getLong(slot + word) == 0;
        }
        return blank;
    }

    private TraceRecord record(long number, int slot) {
        long time = bytes.getLong(slot);
        return new TraceRecord(number, time < 0 ? Long.MAX_VALUE : time,
                bytes.getShort(slot + 24) & 0xffff, bytes.getShort(slot + 26) & 0xffff,
                bytes.getLong(slot + 8), bytes.getLong(slot + 16));
    }
}
