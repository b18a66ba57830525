package checker.qmp;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Speaks the QEMU Machine Protocol; QEMU documentation, "QEMU Machine Protocol Specification".
 *
 * <p>One command at a time; events that come between are kept, but for those of a machine's stop
 * and of its going on: whoever steps it has thousands of them. A connection that failed once stays
 * failed. Not for use by several threads.
 */
public final class QmpClient {

    private static final int MOST_LINE_CHARACTERS = 16 * 1024 * 1024;

    /** An event without data, so that its name is the last in the line, or its timestamp. */
    private static final Pattern OF_NO_NEWS =
            Pattern.compile("^\\{[^{}]*(\\{[^{}]*\\})?[^{}]*\"event\": \"(STOP|RESUME)\"");

    /** What the reader thread hands over: a message, or why there will be none any more. */
    private record Message(Map<String, Object> content, String failure) {}

    private final OutputStream out;
    private final Duration patience;
    private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
    private final List<QmpEvent> events = new CopyOnWriteArrayList<>();
    private int lastId;
    private String lastExchange = "(none)";

    /**
     * Takes up a connection, reads the greeting and leaves the negotiation.
     *
     * @param patience how long an answer may take, in host time
     */
    public QmpClient(InputStream in, OutputStream out, Duration patience)
            throws QmpException, InterruptedException {
        this.out = out;
        this.patience = patience;
        Thread reader = new Thread(() -> readAll(in), "qmp-reader");
        reader.setDaemon(true);
        reader.start();
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

    /** All events that are kept so far, oldest first. */
    public List<QmpEvent> events() {
        return List.copyOf(events);
    }

    /** The last command and what came of it, for messages. */
    public String lastExchange() {
        return lastExchange;
    }

    private void send(Map<String, Object> request) throws QmpException {
        try {
            String text = JSON.std.asString(request);
            lastExchange = text + " -> (nothing yet)";
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new QmpException("QMP connection broke: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> next(String purpose) throws QmpException, InterruptedException {
        Message message = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new QmpException("no answer to " + purpose + " within " + patience.toSeconds()
                    + " s");
        }
        if (message.failure() != null) {
            answers.add(message); // every later command finds the same
            throw new QmpException("QMP connection ended at " + purpose + ": "
                    + message.failure());
        }
        String text = message.content().toString();
        lastExchange = lastExchange.replaceFirst(" -> \\(nothing yet\\)$", "") + " -> "
                + text.substring(0, Math.min(text.length(), 400));
        return message.content();
    }

    private void readAll(InputStream in) {
        String failure = "closed by QEMU";
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = line(reader); line != null; line = line(reader)) {
                if (!OF_NO_NEWS.matcher(line).find()) {
                    accept(JSON.std.mapFrom(line));
                }
            }
        } catch (IOException e) {
            failure = "unreadable: " + e.getMessage();
        }
        answers.add(new Message(null, failure));
    }

    /** Like readLine, but a peer that never ends a line does not fill our memory. */
    private static String line(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = reader.read(); next != '\n'; next = reader.read()) {
            if (next < 0) {
                if (!line.isEmpty()) {
                    throw new IOException("ends within a message");
                }
                return null;
            }
            if (line.length() >= MOST_LINE_CHARACTERS) {
                throw new IOException("a message of more than " + MOST_LINE_CHARACTERS);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private void accept(Map<String, Object> message) {
        if (message.get("event") instanceof String name) {
            events.add(new QmpEvent(name, data(message.get("data"))));
        } else {
            answers.add(new Message(message, null));
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
