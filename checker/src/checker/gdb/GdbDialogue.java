package checker.gdb;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Questions to a GDB stub and its answers, one at a time; remembers the last for messages.
 *
 * <p>What is only to be done goes along with the next question: an exchange costs both sides a
 * wake-up and several system calls, a packet that comes with another nearly nothing.
 */
final class GdbDialogue implements AutoCloseable {

    private static final String OK = "OK";
    private static final int MOST_CHARACTERS = 200;

    private final GdbConnection connection;
    private final Duration patience;
    private final List<String> waiting = new ArrayList<>();
    private final Queue<String> unanswered = new ArrayDeque<>();
    private String lastQuestion = "(none)";
    private String lastAnswer = "(none)";

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
        String end = lastAnswer.length() > MOST_CHARACTERS
                ? lastAnswer.substring(0, MOST_CHARACTERS) + "..." : lastAnswer;
        return lastQuestion + " -> " + end;
    }

    /** What was asked last stands for that from now on. */
    void name(String question, String answer) {
        lastQuestion = question;
        lastAnswer = answer;
    }

    /**
     * Something for the stub to do before what it is asked next, and to answer with OK. The machine
     * stands still. What else it answers, the next question or wait for a stop throws.
     */
    void before(String packet) {
        waiting.add(packet);
    }

    /** Sends a packet that lets the machine run: its answer is the next stop. */
    void run(String packet) throws GdbException {
        send(List.of(packet));
        lastAnswer = "(running)";
    }

    /** Asks the running machine to stop. */
    void interrupt() throws GdbException {
        connection.interrupt();
    }

    /** The packet of the next stop, or empty when none comes in time. */
    Optional<String> awaitStop(Duration time) throws GdbException, InterruptedException {
        takeAnswers();
        Optional<String> packet = connection.receive(time);
        packet.ifPresent(answer -> lastAnswer = answer);
        return packet;
    }

    /** Sends a packet that the stub must know. */
    String ask(String packet) throws GdbException, InterruptedException {
        String answer = exchange(packet);
        if (answer.isEmpty()) {
            throw new GdbException("the stub does not know " + packet);
        }
        return answer;
    }

    void expectOk(String packet) throws GdbException, InterruptedException {
        expectOk(packet, ask(packet));
    }

    /** Sends a packet that the stub may not know: its answer is empty then. */
    String exchange(String packet) throws GdbException, InterruptedException {
        send(List.of(packet));
        takeAnswers();
        return answerTo(packet);
    }

    /** Sends packets whose answers have several parts each, to be had by {@link #answerTo}. */
    void askAll(List<String> packets) throws GdbException, InterruptedException {
        send(packets);
        takeAnswers();
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
                name(packet, answer.get());
                return answer.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void send(List<String> packets) throws GdbException {
        name(packets.get(packets.size() - 1), "(nothing yet)");
        unanswered.addAll(waiting);
        waiting.addAll(packets);
        try {
            connection.send(waiting);
        } finally {
            waiting.clear();
        }
    }

    private void takeAnswers() throws GdbException, InterruptedException {
        String question = lastQuestion;
        String answer = lastAnswer;
        while (!unanswered.isEmpty()) {
            String packet = unanswered.remove();
            expectOk(packet, answerTo(packet));
        }
        name(question, answer);
    }

    static void expectOk(String packet, String answer) throws GdbException {
        if (!answer.equals(OK)) {
            boolean output = answer.startsWith("O") && packet.startsWith(GdbMonitor.COMMAND);
            throw new GdbException("stub answers '"
                    + (output ? Hex.text(answer.substring(1)).strip() : answer) + "' to "
                    + (output ? GdbMonitor.line(packet) : packet));
        }
    }
}
