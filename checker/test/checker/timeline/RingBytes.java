package checker.timeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a ring as a kernel does: small, and with what a test wants to be wrong in it. */
final class RingBytes {

    static final int IDLE = 0;

    private static final int HEAD = 32;
    private static final int RECORD = 32;

    private final ByteBuffer bytes;
    private final int capacity;
    private long next;

    RingBytes(int capacity) {
        this.capacity = capacity;
        bytes = ByteBuffer.allocate(HEAD + capacity * RECORD).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x45435254).putShort(4, (short) 1).putShort(6, (short) RECORD)
                .putInt(8, capacity);
    }

    /** Goes on from that many records, which nobody has written. */
    RingBytes from(long records) {
        next = records & 0xffff_ffffL;
        bytes.putInt(12, (int) next);
        return this;
    }

    RingBytes cpu(int number) {
        bytes.putInt(20, number);
        return this;
    }

    /** A whole record; the time in microseconds of a counter that counts nanoseconds. */
    RingBytes add(double microseconds, int task, int kind, long first, long second) {
        int slot = claim();
        bytes.putLong(slot, Math.round(microseconds * 1000)).putLong(slot + 8, first)
                .putLong(slot + 16, second).putShort(slot + 24, (short) kind)
                .putShort(slot + 26, (short) task).putInt(slot + 28, (int) next);
        return this;
    }

    /** A slot that was claimed and filled, and whose number was not written yet. */
    RingBytes addHalf() {
        bytes.putLong(claim(), 1);
        return this;
    }

    RingBytes setInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    byte[] bytes() {
        return bytes.array().clone();
    }

    private int claim() {
        int slot = HEAD + (int) (next % capacity) * RECORD;
        next = (next + 1) % (1L << 32);
        bytes.putInt(12, (int) next);
        bytes.putInt(slot + 28, 0);
        return slot;
    }
}
