package checker.gdb;

import java.nio.charset.StandardCharsets;

/** Puts text into a packet; GDB manual, "GDB Remote Serial Protocol", section "Overview". */
final class Packet {

    private Packet() {}

    /** {@code $text#sum}, with the characters escaped that have a meaning of their own. */
    static byte[] of(String text) {
        StringBuilder body = new StringBuilder();
        int sum = 0;
        for (char character : text.toCharArray()) {
            if ("$#}*".indexOf(character) >= 0) {
                body.append('}');
                sum += '}';
                character ^= 0x20;
            }
            body.append(character);
            sum += character;
        }
        String packet = "$" + body + "#" + String.format("%02x", sum & 0xff);
        return packet.getBytes(StandardCharsets.ISO_8859_1);
    }
}
