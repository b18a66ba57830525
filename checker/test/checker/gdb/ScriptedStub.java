package checker.gdb;

import checker.socket.SocketPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A GDB stub that gives the answers of a script, whatever they are worth. */
final class ScriptedStub implements AutoCloseable {

    /** What to send once this has arrived; a null reply hangs up. */
    private record Turn(String awaited, String reply) {}

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SocketChannel stub;
    private final SocketChannel client;
    private final InputStream fromClient;
    private final BlockingQueue<Turn> script = new LinkedBlockingQueue<>();

    ScriptedStub() {
        try {
            SocketPair sockets = SocketPair.open();
            client = sockets.client();
            stub = sockets.peer();
            fromClient = Channels.newInputStream(stub);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::play, "scripted-stub");
        thread.setDaemon(true);
        thread.start();
    }

    /** The client's end. */
    SocketChannel channel() {
        return client;
    }

    /** A client of this stub that waits long enough. */
    GdbClient connect() throws GdbException, InterruptedException {
        greet();
        return new GdbClient(client, PATIENCE);
    }

    /** What every client asks first. */
    void greet() {
        answer("qSupported:multiprocess+;hwbreak+;vContSupported+",
                "PacketSize=1000;vContSupported+");
        answer("?", "T05thread:p01.01;");
    }

    ScriptedStub answer(String packet, String reply) {
        return answerRaw(packet, "+" + framed(reply));
    }

    ScriptedStub answerRaw(String packet, String bytes) {
        script.add(new Turn(framed(packet), bytes));
        return this;
    }

    /** Waits for packets in one go, each with the acknowledgement of what came before it. */
    ScriptedStub answerAll(List<String> packets, String... replies) {
        script.add(new Turn(packets.stream().map(ScriptedStub::framed)
                .collect(Collectors.joining("+")), Stream.of(replies)
                .map(reply -> "+" + framed(reply)).collect(Collectors.joining())));
        return this;
    }

    ScriptedStub onByte(char awaited, String bytes) {
        script.add(new Turn(String.valueOf(awaited), bytes));
        return this;
    }

    void hangUpAt(String packet) {
        script.add(new Turn(framed(packet), null));
    }

    void hangUpAfterwards() {
        script.add(new Turn("", null));
    }

    private static String framed(String text) {
        return "$" + text + "#" + sum(text);
    }

    static String sum(String text) {
        return String.format("%02x", text.chars().sum() & 0xff);
    }

    @Override
    public void close() throws IOException {
        client.close();
        stub.close();
    }

    private void play() {
        try {
            while (true) {
                Turn turn = script.take();
                await(turn.awaited());
                if (turn.reply() == null) {
                    stub.close();
                    return;
                }
                stub.write(ByteBuffer.wrap(
                        turn.reply().getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the test is over
        }
    }

    private void await(String awaited) throws IOException {
        StringBuilder arrived = new StringBuilder();
        while (arrived.indexOf(awaited) < 0) {
            int next = fromClient.read();
            if (next < 0) {
                throw new IOException("client left before it sent " + awaited);
            }
            arrived.append((char) next);
        }
    }
}
