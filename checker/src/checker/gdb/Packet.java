package checker.gdb;

import java.nio.charset.StandardCharsets;

/** Puts text into a packet; GDB manual, "GDB Remote Serial Protocol", section "Overview". */
final class Packet {

    private Packet() {}

    /** {@code $text#sum}, with the characters escaped that have a meaning of their own. */
    static byte[] of(String text) {
        StringBuilder packet = new StringBuilder(text.length() + 4).append('$');
        int sum = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if ("$#}*".indexOf(character) >= 0) {
                packet.append('}');
                sum += '}';
                character ^= 0x20;
            }
            packet.append(character);
            sum += character;
        }
        packet.append('#').append(Character.forDigit(sum >> 4 & 0xf, 16))
                .append(Character.forDigit(sum & 0xf, 16));
        return packet.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
