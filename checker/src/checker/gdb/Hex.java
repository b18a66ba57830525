package checker.gdb;

import java.nio.charset.StandardCharsets;

/** Bytes as the stub writes them, two digits each; each stop of a machine brings hundreds. */
final class Hex {

    private static final byte[] DIGITS = digits();

    private Hex() {}

    /** Of so many bytes, and no others. */
    static byte[] bytes(String digits, int count) throws GdbException {
        if (digits.length() != 2 * count) {
            throw new GdbException("asked for " + count + " bytes, got " + digits.length() / 2);
        }
        byte[] characters = digits.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[count];
        for (int index = 0; index < count; index++) {
            int value = digit(characters[2 * index]) << 4 | digit(characters[2 * index + 1]);
            if (value < 0) {
                throw new GdbException("not hexadecimal: " + digits);
            }
            bytes[index] = (byte) value;
        }
        return bytes;
    }

    static String text(String digits) throws GdbException {
        return new String(bytes(digits, digits.length() / 2), StandardCharsets.UTF_8);
    }

    /** Negative when it is none. */
    private static int digit(byte character) {
        return character < 0 ? -1 : DIGITS[character];
    }

    private static byte[] digits() {
        byte[] digits = new byte[1 << 7];
        for (char character = 0; character < digits.length; character++) {
            digits[character] = (byte) Character.digit(character, 16);
        }
        return digits;
    }
}
