package checker.timeline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How CPUs came up in Chrome's "Trace Event Format". Each CPU is a process with a thread for its
 * stages and one for the messages that it sends; an arrow leads from a message to each receiver.
 */
final class ChromeStarts {

    private static final int STAGES = 1;
    private static final int MESSAGES = 2;
    private static final double NANOSECONDS = 1000; // in a microsecond
    private static final double SHORT = 0.2; // what a message takes, for an arrow to begin at it

    private final CpuStarts starts;
    private final List<String> events = new ArrayList<>();

    ChromeStarts(CpuStarts starts) {
        this.starts = starts;
    }

    String json() {
        for (StartLane lane : starts.lanes()) {
            name("process_name", lane.cpu(), 0, "CPU " + lane.cpu()
                    + (lane.cpu() == starts.bootCpu() ? ", boot CPU" : ""));
            name("thread_name", lane.cpu(), STAGES, "stage");
            name("thread_name", lane.cpu(), MESSAGES, "messages sent");
            lane.phases().forEach(phase -> {
                Map<String, Object> fields = fields("X", phase.stage().words(), lane.cpu(), STAGES,
                        phase.start());
                fields.put("dur", (phase.end() - phase.start()) / NANOSECONDS);
                add(fields);
            });
        }
        int arrow = 0;
        for (StartMessage message : starts.messages()) {
            Map<String, Object> fields = fields("X", message.words() + " to "
                    + starts.receivers(message), message.sender(), MESSAGES, message.time());
            fields.put("dur", SHORT);
            add(fields);
            for (int receiver : message.receivers()) {
                arrow++;
                add(flow("s", message, message.sender(), MESSAGES, arrow));
                add(flow("f", message, receiver, STAGES, arrow));
            }
        }
        return "{\"displayTimeUnit\":\"ns\",\"otherData\":"
                + json(Map.of("machine", starts.machine()))
                + ",\"traceEvents\":[\n" + String.join(",\n", events) + "\n]}\n";
    }

    /** The end of an arrow belongs to the stage that is there, not to the next. */
    private static Map<String, Object> flow(String phase, StartMessage message, int cpu,
            int thread, int arrow) {
        Map<String, Object> fields = fields(phase, message.startUp() ? "start-up" : "INIT", cpu,
                thread, message.time());
        fields.put("cat", "messages");
        fields.put("id", arrow);
        if (phase.equals("f")) {
            fields.put("bp", "e");
        }
        return fields;
    }

    private void name(String kind, int cpu, int thread, String name) {
        Map<String, Object> fields = fields("M", kind, cpu, thread, 0);
        fields.remove("ts");
        fields.put("args", Map.of("name", name));
        add(fields);
    }

    private static Map<String, Object> fields(
            String phase, String name, int cpu, int thread, long time) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ph", phase);
        fields.put("name", name);
        fields.put("pid", cpu + 1);
        fields.put("tid", thread);
        fields.put("ts", time / NANOSECONDS);
        return fields;
    }

    private void add(Map<String, Object> fields) {
        events.add(json(fields));
    }

    private static String json(Map<String, ?> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("a map of strings and numbers is always JSON", e);
        }
    }
}
