package checker.gdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes packets out of bytes as they arrive; GDB manual, appendix "GDB Remote Serial Protocol",
 * section "Overview": framing, checksum, escapes and run-length encoding. Bytes become characters
 * one to one.
 */
final class PacketReader {

    /** What may have arrived next; NOTHING that is whole yet. */
    enum Kind { PACKET, DAMAGED, RESEND, NOTHING }

    /**
     * One of them.
     *
     * @param text of a packet, decoded; empty for the others
     */
    record Token(Kind kind, String text) {}

    private static final int MOST_BYTES = 1 << 20;
    private static final int REPEAT_BIAS = 29;
    private static final int ESCAPE_MASK = 0x20;
    private static final Token NOTHING = new Token(Kind.NOTHING, "");

    private byte[] arrived = new byte[1 << 13];
    private int begin;
    private int end;

    /** Takes what has arrived behind what came before. */
    void add(ByteBuffer more) {
        int count = more.remaining();
        if (end + count > arrived.length) {
            int room = Math.max(arrived.length, 2 * (end - begin + count));
            arrived = Arrays.copyOf(Arrays.copyOfRange(arrived, begin, end), room);
            end -= begin;
            begin = 0;
        }
        more.get(arrived, end, count);
        end += count;
    }

    /** The next packet, or what else needs an answer; acknowledgements and noise are skipped. */
    Token next() throws IOException {
        while (begin < end) {
            byte next = arrived[begin++];
            if (next == '$') {
                Token token = packet();
                if (token.kind() == Kind.NOTHING) {
                    begin--; // to be read again when there is more of it
                }
                return token;
            }
            if (next == '-') {
                return new Token(Kind.RESEND, "");
            }
        }
        return NOTHING;
    }

    /** Of what lies behind its first character. */
    private Token packet() throws IOException {
        int first = begin;
        int sum = 0;
        boolean plain = true;
        for (int index = begin; index < end; index++) {
            byte next = arrived[index];
            if (next == '#') {
                return index + 2 < end ? packet(first, index, sum, plain) : NOTHING;
            }
            if (next == '$') { // the rest of the last packet was lost
                first = index + 1;
                sum = 0;
                plain = true;
                continue;
            }
            if (index - first >= MOST_BYTES) {
                throw new IOException("a packet of more than " + MOST_BYTES + " bytes");
            }
            sum += next & 0xff;
            plain &= next != '}' && next != '*';
        }
        return NOTHING;
    }

    private Token packet(int first, int past, int sum, boolean plain) {
        int high = Character.digit(arrived[past + 1], 16);
        int low = Character.digit(arrived[past + 2], 16);
        begin = past + 3;
        if (high < 0 || low < 0 || (high << 4 | low) != (sum & 0xff)) {
            return new Token(Kind.DAMAGED, "");
        }
        return plain ? new Token(Kind.PACKET, new String(arrived, first, past - first,
                StandardCharsets.ISO_8859_1)) : decoded(Arrays.copyOfRange(arrived, first, past));
    }

    private static Token decoded(byte[] raw) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < raw.length; index++) {
            int character = raw[index] & 0xff;
            boolean last = index + 1 == raw.length;
            if ((character == '}' || character == '*' && text.isEmpty()) && last) {
                return new Token(Kind.DAMAGED, "");
            }
            if (character == '}') {
                text.append((char) ((raw[++index] & 0xff) ^ ESCAPE_MASK));
            } else if (character == '*' && !last && !text.isEmpty()) {
                int count = (raw[++index] & 0xff) - REPEAT_BIAS;
                String repeated = text.substring(text.length() - 1);
                text.append(repeated.repeat(Math.max(count, 0)));
            } else {
                text.append((char) character);
            }
        }
        return new Token(Kind.PACKET, text.toString());
    }
}
