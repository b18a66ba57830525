package checker.gdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Packets to and from a GDB stub: acknowledges what comes, sends again what got damaged. A stop
 * reply may come when nobody asked; {@link GdbClient} tells them apart.
 */
final class GdbConnection {

    /** A packet, or why there will be none any more. */
    private record Arrived(String packet, String failure) {}

    private static final int MOST_RETRIES = 5;

    private final OutputStream out;
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private volatile byte[] lastSent = new byte[0];
    private int retries;

    GdbConnection(InputStream in, OutputStream out) {
        this.out = out;
        Thread reader = new Thread(() -> readAll(new PacketReader(in)), "gdb-reader");
        reader.setDaemon(true);
        reader.start();
    }

    void send(String text) throws GdbException {
        lastSent = Packet.of(text);
        write(lastSent);
    }

    /** Asks a running machine to stop; the answer is a stop reply. */
    void interrupt() throws GdbException {
        write(new byte[] {3});
    }

    /**
     * The next packet, or empty when none comes in time.
     *
     * @throws GdbException when the connection has ended
     */
    Optional<String> receive(Duration patience) throws GdbException, InterruptedException {
        Arrived next = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            return Optional.empty();
        }
        if (next.failure() != null) {
            arrived.add(next); // every later call finds the same
            throw new GdbException("GDB connection ended: " + next.failure());
        }
        return Optional.of(next.packet());
    }

    private void readAll(PacketReader reader) {
        String failure = "closed by QEMU";
        try {
            PacketReader.Token token = reader.next();
            while (token.kind() != PacketReader.Kind.END) {
                answer(token);
                token = reader.next();
            }
        } catch (IOException e) {
            failure = e.getMessage();
        }
        arrived.add(new Arrived(null, failure));
    }

    private void answer(PacketReader.Token token) throws IOException {
        if (token.kind() == PacketReader.Kind.PACKET) {
            retries = 0;
            write(new byte[] {'+'});
            arrived.add(new Arrived(token.text(), null));
            return;
        }
        if (++retries > MOST_RETRIES) {
            throw new IOException("packets get damaged again and again");
        }
        write(token.kind() == PacketReader.Kind.RESEND ? lastSent : new byte[] {'-'});
    }

    private void write(byte[] bytes) throws GdbException {
        synchronized (out) { // the reader thread acknowledges while the other one sends
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new GdbException("GDB connection broke: " + e.getMessage(), e);
            }
        }
    }
}
