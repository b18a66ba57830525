package checker.timeline;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A timeline as Chrome's "Trace Event Format". Each CPU is a process with a thread for the running
 * task, one for interrupts and one for moments; a further process has a thread for each task, with
 * its system calls and waits. An event is one line.
 */
final class ChromeTimeline {

    private static final int RUNNING = 1;
    private static final int INTERRUPTS = 2;
    private static final int MOMENTS = 3;
    private static final int TASKS = 1000; // above any CPU

    private final Timeline timeline;
    private final Words words;
    private final List<String> events = new ArrayList<>();

    ChromeTimeline(Timeline timeline) {
        this.timeline = timeline;
        this.words = timeline.words();
    }

    String json() {
        TreeSet<Integer> tasks = new TreeSet<>();
        name("process_name", TASKS, 0, "tasks");
        for (int lane = 0; lane < timeline.lanes().size(); lane++) {
            add(timeline.lanes().get(lane), lane + 1);
            timeline.lanes().get(lane).events().forEach(event -> tasks.add(event.record().task()));
        }
        tasks.forEach(task -> name("thread_name", TASKS, task + 1, "task " + words.task(task)));
        return "{\"displayTimeUnit\":\"ns\",\"otherData\":"
                + json(Map.of("machine", timeline.machine()))
                + ",\"traceEvents\":[\n" + String.join(",\n", events) + "\n]}\n";
    }

    private void add(Lane lane, int process) {
        name("process_name", process, 0, "CPU " + lane.cpu());
        name("thread_name", process, RUNNING, "running task");
        name("thread_name", process, INTERRUPTS, "interrupts");
        name("thread_name", process, MOMENTS, "faults and marks");
        lane.runs().forEach(run -> span(run, process, RUNNING));
        lane.pieces(Span.Kind.INTERRUPT).forEach(span -> span(span, process, INTERRUPTS));
        lane.spans().stream().filter(span -> span.kind() != Span.Kind.INTERRUPT)
                .forEach(span -> span(span, TASKS, span.task() + 1));
        lane.events().stream().filter(Event::isMoment).forEach(event -> moment(event, process));
    }

    private void span(Span span, int process, int thread) {
        Map<String, Object> fields = fields("X", words.name(span), process, thread);
        fields.put("ts", timeline.scale().microseconds(span.start()));
        fields.put("dur", timeline.scale().microseconds(span.ticks()));
        switch (span.kind()) {
            case RUN -> { }
            case INTERRUPT -> fields.put("args", Map.of("in", words.address(span.second())));
            case CALL -> fields.put("args", call(span));
            case LOCK_WAIT -> fields.put("args",
                    Map.of("owner", words.task((int) span.second() & 0xffff)));
        }
        events.add(json(fields));
    }

    private static Map<String, Object> call(Span span) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("first", Words.hex(span.second()));
        values.put("result", span.result().isPresent() ? span.result().getAsLong() : "none");
        return values;
    }

    private void moment(Event event, int process) {
        Map<String, Object> fields = fields("i", words.event(event), process, MOMENTS);
        fields.put("ts", timeline.scale().microseconds(event.record().time()));
        fields.put("s", "t");
        events.add(json(fields));
    }

    private void name(String kind, int process, int thread, String name) {
        Map<String, Object> fields = fields("M", kind, process, thread);
        fields.put("args", Map.of("name", name));
        events.add(json(fields));
    }

    private static Map<String, Object> fields(String phase, String name, int process, int thread) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ph", phase);
        fields.put("name", name);
        fields.put("pid", process);
        fields.put("tid", thread);
        return fields;
    }

    private static String json(Map<String, ?> fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("a map of strings and numbers is always JSON", e);
        }
    }
}
