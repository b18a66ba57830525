package checker.gdb;

import checker.socket.TimedSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Packets to and from a GDB stub: acknowledges what comes, sends again what got damaged. A stop
 * reply may come when nobody asked; {@link GdbClient} tells them apart.
 *
 * <p>Who waits for a packet reads the socket himself: a thread in between would have to be woken
 * for each of the thousands that a walk through a kernel takes.
 */
final class GdbConnection implements AutoCloseable {

    private static final int MOST_RETRIES = 5;
    private static final int BUFFER_BYTES = 1 << 13;

    private final TimedSocket socket;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final PacketReader reader = new PacketReader();
    private byte[] lastSent = new byte[0];
    private boolean several;
    private boolean toAcknowledge;
    private int retries;
    private Optional<String> failure = Optional.empty();

    GdbConnection(SocketChannel channel) throws GdbException {
        try {
            socket = new TimedSocket(channel);
        } catch (IOException e) {
            throw new GdbException("GDB connection broke: " + e.getMessage(), e);
        }
    }

    /**
     * Sends packets in one go, each with the acknowledgement of what will have come before it:
     * each arrival wakes QEMU. It answers them one after the other; behind one that lets the
     * machine run there must be none, for whatever arrives then stops it.
     */
    void send(List<String> packets) throws GdbException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : packets) {
            lastSent = Packet.of(text);
            if (toAcknowledge) {
                all.write('+');
            }
            all.writeBytes(lastSent);
            toAcknowledge = true;
        }
        toAcknowledge = false;
        several = packets.size() > 1;
        write(all.toByteArray());
    }

    /** Asks a running machine to stop; the answer is a stop reply. */
    void interrupt() throws GdbException {
        write(new byte[] {3});
    }

    /**
     * The next packet, or empty when none comes in time.
     *
     * @throws GdbException when the connection has ended, each time from then on
     */
    Optional<String> receive(Duration patience) throws GdbException, InterruptedException {
        if (failure.isEmpty()) {
            try {
                return read(System.nanoTime() + patience.toNanos());
            } catch (IOException e) {
                failure = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        throw new GdbException("GDB connection ended: " + failure.get());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Optional<String> read(long end) throws IOException, InterruptedException {
        while (true) {
            PacketReader.Token token = reader.next();
            if (token.kind() == PacketReader.Kind.PACKET) {
                retries = 0;
                toAcknowledge = true;
                return Optional.of(token.text());
            }
            if (token.kind() != PacketReader.Kind.NOTHING) {
                askAgain(token);
            } else if (!awaitMore(end)) {
                return Optional.empty();
            }
        }
    }

    private boolean awaitMore(long end) throws IOException, InterruptedException {
        buffer.clear();
        int count = socket.read(buffer, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        if (count < 0) {
            throw new IOException("closed by QEMU");
        }
        reader.add(buffer.flip());
        return count > 0;
    }

    private void askAgain(PacketReader.Token token) throws IOException {
        if (several) { // whichever it was
            throw new IOException("one of several packets got damaged");
        }
        if (++retries > MOST_RETRIES) {
            throw new IOException("packets get damaged again and again");
        }
        write(token.kind() == PacketReader.Kind.RESEND ? lastSent : new byte[] {'-'});
    }

    private void write(byte[] bytes) throws GdbException {
        try {
            socket.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new GdbException("GDB connection broke: " + e.getMessage(), e);
        }
    }
}
