package checker.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A socket of which can be read for no longer than a time. Not for use by several threads. */
public final class TimedSocket implements AutoCloseable {

    private static final long NANOSECONDS = 1_000_000; // of a millisecond
    private static final Duration LONG = Duration.ofSeconds(1);

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    /** From now on the channel is for this alone. */
    public TimedSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        selector = channel.provider().openSelector();
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Reads what has arrived, or is the first to arrive within the time.
     *
     * @return how many bytes, 0 when there are none in time, -1 when none will come any more
     */
    public int read(ByteBuffer into, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int count = channel.read(into);
        for (long left = patience.toNanos(); count == 0 && left > 0;
                left = end - System.nanoTime()) {
            await(SelectionKey.OP_READ, Duration.ofNanos(left));
            count = channel.read(into);
        }
        return count;
    }

    /** Writes all, however long it takes the other side to make room. */
    public void write(ByteBuffer from) throws IOException {
        channel.write(from);
        while (from.hasRemaining()) {
            try {
                await(SelectionKey.OP_WRITE, LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            channel.write(from);
        }
    }

    private void await(int what, Duration patience) throws IOException, InterruptedException {
        long milliseconds = (patience.toNanos() + NANOSECONDS - 1) / NANOSECONDS;
        try {
            key.interestOps(what);
            if (milliseconds > 0) {
                selector.select(milliseconds);
            }
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("closed meanwhile", e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** May be called by another thread; whoever reads then finds the socket closed. */
    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
