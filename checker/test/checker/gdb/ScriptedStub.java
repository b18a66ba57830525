package checker.gdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A GDB stub that gives the answers of a script, whatever they are worth. */
final class ScriptedStub implements AutoCloseable {

    /** What to send once this has arrived; a null reply hangs up. */
    private record Turn(String awaited, String reply) {}

    private static final int PIPE_BYTES = 1 << 16;

    private final PipedInputStream toClient = new PipedInputStream(PIPE_BYTES);
    private final PipedInputStream fromClient = new PipedInputStream(PIPE_BYTES);
    private final PipedOutputStream clientWrites = new PipedOutputStream();
    private final PipedOutputStream stubWrites = new PipedOutputStream();
    private final BlockingQueue<Turn> script = new LinkedBlockingQueue<>();

    ScriptedStub() {
        try {
            clientWrites.connect(fromClient);
            stubWrites.connect(toClient);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::play, "scripted-stub");
        thread.setDaemon(true);
        thread.start();
    }

    InputStream toClient() {
        return toClient;
    }

    OutputStream fromClient() {
        return clientWrites;
    }

    /** What every client asks first. */
    void greet() {
        answer("qSupported:multiprocess+;hwbreak+;vContSupported+",
                "PacketSize=1000;vContSupported+");
        answer("?", "T05thread:p01.01;");
    }

    ScriptedStub answer(String packet, String reply) {
        return answerRaw(packet, "+$" + reply + "#" + sum(reply));
    }

    ScriptedStub answerRaw(String packet, String bytes) {
        script.add(new Turn("$" + packet + "#" + sum(packet), bytes));
        return this;
    }

    ScriptedStub onByte(char awaited, String bytes) {
        script.add(new Turn(String.valueOf(awaited), bytes));
        return this;
    }

    void hangUpAt(String packet) {
        script.add(new Turn("$" + packet + "#" + sum(packet), null));
    }

    void hangUpAfterwards() {
        script.add(new Turn("", null));
    }

    static String sum(String text) {
        return String.format("%02x", text.chars().sum() & 0xff);
    }

    @Override
    public void close() throws IOException {
        fromClient.close();
        stubWrites.close();
    }

    private void play() {
        try {
            while (true) {
                Turn turn = script.take();
                await(turn.awaited());
                if (turn.reply() == null) {
                    stubWrites.close();
                    return;
                }
                stubWrites.write(turn.reply().getBytes(StandardCharsets.ISO_8859_1));
                stubWrites.flush();
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
