package checker.qmp;

import checker.socket.TimedSocket;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages to and from QEMU, a line each. Who waits for one reads the socket himself: what nobody
 * asked for, such as each stop of a machine that is walked through, waits in the socket until then,
 * or behind it in QEMU, and wakes no thread.
 */
final class QmpConnection implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 13;
    private static final int MOST_LINE_BYTES = 16 * 1024 * 1024;

    /** An event without data, so that its name is the last in the line, or its timestamp. */
    private static final Pattern OF_NO_NEWS =
            Pattern.compile("^\\{[^{}]*(\\{[^{}]*\\})?[^{}]*\"event\": \"(STOP|RESUME)\"");

    private final TimedSocket socket;
    private final ByteBuffer arrived = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Optional<String> failure = Optional.empty();

    QmpConnection(SocketChannel channel) throws IOException {
        socket = new TimedSocket(channel);
    }

    void send(String message) throws IOException {
        socket.write(ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The next message that has news, or empty when none comes in time.
     *
     * @throws IOException when the connection has ended, each time from then on
     */
    Optional<Map<String, Object>> receive(Duration patience)
            throws IOException, InterruptedException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        try {
            return read(System.nanoTime() + patience.toNanos());
        } catch (IOException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Ends the connection; QEMU stays as it is. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Optional<Map<String, Object>> read(long end)
            throws IOException, InterruptedException {
        while (true) {
            while (isLineWhole()) {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                if (!OF_NO_NEWS.matcher(text).find()) {
                    return Optional.of(JSON.std.mapFrom(text));
                }
            }
            if (!awaitMore(end)) {
                return Optional.empty();
            }
        }
    }

    /** Takes what has arrived of a line; whether its end is there, too. */
    private boolean isLineWhole() throws IOException {
        while (arrived.hasRemaining()) {
            byte next = arrived.get();
            if (next == '\n') {
                return true;
            }
            line.write(next);
        }
        if (line.size() > MOST_LINE_BYTES) {
            throw new IOException("unreadable: a message of more than " + MOST_LINE_BYTES);
        }
        return false;
    }

    private boolean awaitMore(long end) throws IOException, InterruptedException {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        int count;
        try {
            count = socket.read(arrived.clear(), left);
        } finally {
            arrived.flip();
        }
        if (count < 0) {
            throw new IOException(line.size() == 0 ? "closed by QEMU"
                    : "closed by QEMU within a message");
        }
        return count > 0;
    }
}
