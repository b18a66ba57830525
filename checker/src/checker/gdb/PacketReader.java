package checker.gdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

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

    private ByteBuffer arrived = ByteBuffer.allocate(0);

    /** Takes what has arrived behind what came before. */
    void add(ByteBuffer more) {
        arrived = ByteBuffer.allocate(arrived.remaining() + more.remaining())
                .put(arrived).put(more).flip();
    }

    /** The next packet, or what else needs an answer; acknowledgements and noise are skipped. */
    Token next() throws IOException {
        for (int next = read(); next >= 0; next = read()) {
            if (next == '$') {
                int start = arrived.position() - 1;
                Token token = packet();
                if (token.kind() == Kind.NOTHING) {
                    arrived.position(start); // to be read again when there is more of it
                }
                return token;
            }
            if (next == '-') {
                return new Token(Kind.RESEND, "");
            }
        }
        return NOTHING;
    }

    private int read() {
        return arrived.hasRemaining() ? arrived.get() & 0xff : -1;
    }

    private Token packet() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int sum = 0;
        for (int next = read(); next != '#'; next = read()) {
            if (next < 0) {
                return NOTHING;
            }
            if (next == '$') { // the rest of the last packet was lost
                raw.reset();
                sum = 0;
                continue;
            }
            if (raw.size() >= MOST_BYTES) {
                throw new IOException("a packet of more than " + MOST_BYTES + " bytes");
            }
            raw.write(next);
            sum += next;
        }
        if (arrived.remaining() < 2) {
            return NOTHING;
        }
        int high = Character.digit(read(), 16);
        int low = Character.digit(read(), 16);
        boolean intact = high >= 0 && low >= 0 && (high << 4 | low) == (sum & 0xff);
        return intact ? decoded(raw.toByteArray()) : new Token(Kind.DAMAGED, "");
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
