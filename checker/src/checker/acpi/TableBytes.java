package checker.acpi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes written one field after the other, little-endian, as all of ACPI is (5.2.1). */
final class TableBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TableBytes u8(int value) {
        return number(value, 1);
    }

    TableBytes u16(int value) {
        return number(value, 2);
    }

    TableBytes u32(long value) {
        return number(value, 4);
    }

    TableBytes u64(long value) {
        return number(value, 8);
    }

    /** The low {@code size} bytes of a number. */
    TableBytes number(long value, int size) {
        for (int at = 0; at < size; at++) {
            bytes.write((int) (value >>> 8 * at));
        }
        return this;
    }

    /** ASCII text, filled up with zeros (or cut) to {@code size} bytes. */
    TableBytes text(String text, int size) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < size; at++) {
            bytes.write(at < ascii.length ? ascii[at] : 0);
        }
        return this;
    }

    TableBytes raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /** Zeros up to the next multiple of {@code alignment}. */
    TableBytes align(int alignment) {
        while (bytes.size() % alignment != 0) {
            bytes.write(0);
        }
        return this;
    }

    /** Zeros until there are {@code size} bytes. */
    TableBytes zeroTo(int size) {
        while (bytes.size() < size) {
            bytes.write(0);
        }
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
