package checker.qmp;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks the QEMU Machine Protocol; QEMU documentation, "QEMU Machine Protocol Specification".
 *
 * <p>One command at a time; events that come before its answer are kept, but for those of a
 * machine's stop and of its going on: whoever steps it has thousands of them. A connection that
 * failed once stays failed. Not for use by several threads.
 */
public final class QmpClient implements AutoCloseable {

    private static final int MOST_CHARACTERS = 400;
    private static final String NOTHING_YET = " -> (nothing yet)";

    private final QmpConnection connection;
    private final Duration patience;
    private final List<QmpEvent> events = new ArrayList<>();
    private int lastId;
    private String lastExchange = "(none)";

    /**
     * Takes up a connection, reads the greeting and leaves the negotiation.
     *
     * @param channel is for this alone from now on
     * @param patience how long an answer may take, in host time
     */
    public QmpClient(SocketChannel channel, Duration patience)
            throws QmpException, InterruptedException {
        this.patience = patience;
        try {
            this.connection = new QmpConnection(channel);
        } catch (IOException e) {
            throw new QmpException("QMP connection broke: " + e.getMessage(), e);
        }
        if (!next("the greeting").containsKey("QMP")) {
            throw new QmpException("the peer does not greet as QMP does");
        }
        execute("qmp_capabilities", Map.of());
    }

    /**
     * Executes a command.
     *
     * @return what it returns: a Map, List, String, number, or an empty Map for nothing
     * @throws QmpException when QEMU refuses it, or the connection is broken
     */
    public Object execute(String command, Map<String, ?> arguments)
            throws QmpException, InterruptedException {
        int id = ++lastId;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("execute", command);
        request.put("id", id);
        if (!arguments.isEmpty()) {
            request.put("arguments", arguments);
        }
        send(request);
        while (true) {
            Map<String, Object> answer = next(command);
            boolean ours = answer.get("id") instanceof Number number && number.intValue() == id;
            if (ours && answer.containsKey("return")) {
                return answer.get("return");
            }
            if (answer.containsKey("error") && (ours || !answer.containsKey("id"))) {
                throw new QmpException(command + " refused: " + answer.get("error"));
            }
        }
    }

    /** Executes a line of the human monitor and returns its output, with LF line ends. */
    public String monitor(String line) throws QmpException, InterruptedException {
        return monitor(Map.of("command-line", line));
    }

    /**
     * The same about one CPU.
     *
     * @param cpu the number that QEMU gives it
     */
    public String monitor(String line, int cpu) throws QmpException, InterruptedException {
        return monitor(Map.of("command-line", line, "cpu-index", cpu));
    }

    private String monitor(Map<String, ?> arguments) throws QmpException, InterruptedException {
        return execute("human-monitor-command", arguments).toString().replace("\r", "");
    }

    /** The events that came before the last answer, oldest first. */
    public List<QmpEvent> events() {
        return List.copyOf(events);
    }

    /** The last command and what came of it, for messages. */
    public String lastExchange() {
        return lastExchange;
    }

    /** Ends the connection; QEMU stays as it is. */
    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void send(Map<String, Object> request) throws QmpException {
        try {
            String text = JSON.std.asString(request);
            lastExchange = text + NOTHING_YET;
            connection.send(text);
        } catch (IOException e) {
            throw new QmpException("QMP connection broke: " + e.getMessage(), e);
        }
    }

    /** The next answer; keeps the events before it. */
    private Map<String, Object> next(String purpose) throws QmpException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Map<String, Object>> message = receive(purpose,
                    Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (message.isEmpty()) {
                throw new QmpException("no answer to " + purpose + " within "
                        + patience.toSeconds() + " s");
            }
            Map<String, Object> content = message.get();
            if (!(content.get("event") instanceof String name)) {
                String text = content.toString();
                lastExchange = lastExchange.replace(NOTHING_YET, "") + " -> "
                        + text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
                return content;
            }
            events.add(new QmpEvent(name, data(content.get("data"))));
        }
    }

    private Optional<Map<String, Object>> receive(String purpose, Duration time)
            throws QmpException, InterruptedException {
        try {
            return connection.receive(time);
        } catch (IOException e) {
            throw new QmpException("QMP connection ended at " + purpose + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> data(Object data) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (data instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    copy.put(key.toString(), value);
                }
            });
        }
        return copy;
    }
}
