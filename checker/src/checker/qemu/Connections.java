package checker.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A UNIX socket on which we listen and QEMU calls: nothing has to be tried again and again while
 * QEMU starts.
 */
public final class Connections implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Selector selector;

    /** Listens on a path that does not exist yet; it has room for about 100 characters. */
    public Connections(Path path) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /**
     * Waits until QEMU calls.
     *
     * @param patience in host time; only a broken QEMU takes so long
     * @throws IOException when QEMU ends before it calls, or does not call
     * @throws InterruptedException when this thread is interrupted meanwhile
     */
    public SocketChannel accept(QemuProcess process, Duration patience)
            throws IOException, InterruptedException {
        process.ended().thenRun(selector::wakeup);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            SocketChannel channel = server.accept();
            if (channel != null) {
                return channel;
            }
            if (process.ended().isDone()) {
                throw new IOException("QEMU ended before the machine was made");
            }
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IOException("QEMU does not open its control socket");
            }
            selector.select(left);
            selector.selectedKeys().clear();
            if (Thread.interrupted()) {
                throw new InterruptedException("while QEMU starts");
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        server.close();
    }
}
