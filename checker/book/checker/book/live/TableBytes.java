package checker.book.live;

import checker.machine.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and text in a table's bytes. */
final class TableBytes {

    private final byte[] bytes;

    TableBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    boolean has(int offset, int size) {
        return offset + size <= bytes.length;
    }

    /** Up to 8 bytes, the lowest first. */
    long number(int offset, int size) {
        if (!has(offset, size)) {
            throw new LiveException("a table ends before offset " + Numbers.hex(offset));
        }
        return GuestMemory.number(Arrays.copyOfRange(bytes, offset, offset + size));
    }

    String text(int offset, int size) {
        number(offset + size - 1, 1);
        return new String(bytes, offset, size, StandardCharsets.ISO_8859_1)
                .replaceAll("[^\\x20-\\x7e]", ".");
    }

    /** What all bytes of a range add up to, modulo 256. */
    int sum(int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at++) {
            sum += bytes[at];
        }
        return sum & 0xff;
    }
}
