package checker.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two ends of a connection: that of the client under test, and that of its peer. */
public record SocketPair(SocketChannel client, SocketChannel peer) implements AutoCloseable {

    public static SocketPair open() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return new SocketPair(client, server.accept());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        peer.close();
    }
}
