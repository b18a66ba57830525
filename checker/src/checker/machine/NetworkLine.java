package checker.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The other end of the machine's network cable: whole Ethernet frames, each behind its length of
 * four bytes, as QEMU's {@code -netdev stream} carries them.
 */
final class NetworkLine implements AutoCloseable {

    /**
     * As many as QEMU reads at once and then keeps until the guest takes them. Of more than that
     * some would come while the guest runs, when the host likes.
     */
    static final int MOST_BYTES_AT_ONCE = 65_536;

    private static final int LENGTH_BYTES = 4;
    private static final int LARGEST_FRAME = 65_536;

    private final SocketChannel channel;
    private final List<byte[]> received = new ArrayList<>();
    private ByteBuffer arriving = ByteBuffer.allocate(2 * LARGEST_FRAME);

    NetworkLine(SocketChannel channel) {
        this.channel = channel;
    }

    /** Puts frames on the cable; QEMU has them once it has answered whatever it is asked next. */
    void send(List<byte[]> frames) throws IOException {
        int bytes = frames.stream().mapToInt(frame -> LENGTH_BYTES + frame.length).sum();
        if (bytes > MOST_BYTES_AT_ONCE) {
            throw new IllegalArgumentException(bytes + " bytes of frames at once");
        }
        ByteBuffer all = ByteBuffer.allocate(bytes);
        frames.forEach(frame -> all.putInt(frame.length).put(frame));
        all.flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /** All that the guest has sent so far, oldest first. */
    List<byte[]> received() throws IOException {
        channel.configureBlocking(false);
        try {
            while (channel.read(arriving) > 0) {
                takeFrames();
            }
        } finally {
            channel.configureBlocking(true);
        }
        return List.copyOf(received);
    }

    private void takeFrames() throws IOException {
        arriving.flip();
        while (arriving.remaining() >= LENGTH_BYTES) {
            int length = arriving.getInt(arriving.position());
            if (length < 0 || length > LARGEST_FRAME) {
                throw new IOException("a frame of " + length + " bytes from QEMU");
            }
            if (arriving.remaining() < LENGTH_BYTES + length) {
                break;
            }
            byte[] frame = new byte[length];
            arriving.position(arriving.position() + LENGTH_BYTES).get(frame);
            received.add(frame);
        }
        arriving.compact();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
