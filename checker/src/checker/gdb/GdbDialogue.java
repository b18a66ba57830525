package checker.gdb;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/** Questions to a GDB stub and its answers, one at a time; remembers the last for messages. */
final class GdbDialogue implements AutoCloseable {

    private static final String ARROW = " -> ";
    private static final int MOST_CHARACTERS = 200;

    private final GdbConnection connection;
    private final Duration patience;
    private String last = "(none)";

    /**
     * Takes up a connection.
     *
     * @param patience how long an answer may take, in host time
     */
    GdbDialogue(SocketChannel channel, Duration patience) throws GdbException {
        this.connection = new GdbConnection(channel);
        this.patience = patience;
    }

    /** The last packet and what came of it. */
    String last() {
        return last;
    }

    /** What was asked last stands for that from now on. */
    void name(String question, String answer) {
        last = question;
        note(answer);
    }

    /** Sends a packet that lets the machine run: its answer is the next stop. */
    void run(String packet) throws GdbException {
        last = packet + ARROW + "(running)";
        connection.send(packet);
    }

    /** Asks the running machine to stop. */
    void interrupt() throws GdbException {
        connection.interrupt();
    }

    /** The packet of the next stop, or empty when none comes in time. */
    Optional<String> awaitStop(Duration time) throws GdbException, InterruptedException {
        Optional<String> packet = connection.receive(time);
        packet.ifPresent(this::note);
        return packet;
    }

    void expectOk(String packet) throws GdbException, InterruptedException {
        String answer = ask(packet);
        if (!answer.equals("OK")) {
            throw new GdbException("stub answers '" + answer + "' to " + packet);
        }
    }

    /** Sends a packet that the stub must know. */
    String ask(String packet) throws GdbException, InterruptedException {
        String answer = exchange(packet);
        if (answer.isEmpty()) {
            throw new GdbException("the stub does not know " + packet);
        }
        return answer;
    }

    /** Sends a packet that the stub may not know: its answer is empty then. */
    String exchange(String packet) throws GdbException, InterruptedException {
        last = packet + ARROW + "(nothing yet)";
        connection.send(packet);
        return answerTo(packet);
    }

    /** The next answer to a packet that has more than one. */
    String answerTo(String packet) throws GdbException, InterruptedException {
        boolean stopAsked = packet.equals("?");
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Optional<String> answer = connection.receive(left);
            if (answer.isEmpty()) {
                throw new GdbException("no answer to " + packet + " within "
                        + patience.toSeconds() + " s");
            }
            if (stopAsked || !StopReply.isOne(answer.get())) {
                note(answer.get());
                return answer.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void note(String answer) {
        String end = answer.length() > MOST_CHARACTERS
                ? answer.substring(0, MOST_CHARACTERS) + "..." : answer;
        int arrow = last.indexOf(ARROW);
        last = (arrow < 0 ? last : last.substring(0, arrow)) + ARROW + end;
    }
}
