package checker.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket as two streams that can be used at the same time. Those of {@code Channels} share one
 * lock up to Java 18: a thread that waits to read would keep another from writing.
 */
public final class SocketStreams {

    private static final int BUFFER_BYTES = 8192;

    private SocketStreams() {}

    /** What arrives at the socket; closing it closes the socket. */
    public static InputStream input(SocketChannel channel) {
        return new InputStream() {
            private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

            @Override
            public int read() throws IOException {
                return filled() ? buffer.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!filled()) {
                    return -1;
                }
                int count = Math.min(length, buffer.remaining());
                buffer.get(into, offset, count);
                return count;
            }

            private boolean filled() throws IOException {
                if (!buffer.hasRemaining()) {
                    buffer.clear();
                    int count = channel.read(buffer);
                    buffer.flip();
                    return count > 0;
                }
                return true;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /** What leaves through the socket, at once; closing it closes the socket. */
    public static OutputStream output(SocketChannel channel) {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(from, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
