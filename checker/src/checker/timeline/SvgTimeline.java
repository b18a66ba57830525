package checker.timeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A stretch of a timeline as one picture, to be put into a text. Its colours are properties of the
 * page it stands in ({@code --timeline-call}), and those of the light scheme where it has none.
 */
final class SvgTimeline {

    private static final int WIDTH = 760;
    private static final int NAMED_TASKS = 12;

    /** No selector may need a character of XML. */
    private static final String CSS = """
            .timeline text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
              fill: var(--ink, #1f2328) }
            .timeline .cpu { font-weight: 700; text-anchor: end }
            .timeline .row { fill: var(--quiet, #57606a); text-anchor: end }
            .timeline .time { fill: var(--quiet, #57606a); text-anchor: middle }
            .timeline .last { text-anchor: end }
            .timeline .wide { stroke: var(--box, #f6f8fa); stroke-width: 1 }
            .timeline .grid { stroke: var(--line, #d0d7de); fill: none }
            .timeline .key rect { stroke: var(--quiet, #57606a) }
            .timeline .idle rect { fill: var(--timeline-idle, #e3e7ed) }
            .timeline .task0 rect { fill: var(--timeline-0, #bfdbfe) }
            .timeline .task1 rect { fill: var(--timeline-1, #fde68a) }
            .timeline .task2 rect { fill: var(--timeline-2, #bbf7d0) }
            .timeline .task3 rect { fill: var(--timeline-3, #fbcfe8) }
            .timeline .task4 rect { fill: var(--timeline-4, #ddd6fe) }
            .timeline .task5 rect { fill: var(--timeline-5, #fed7aa) }
            .timeline .task6 rect { fill: var(--timeline-6, #a5f3fc) }
            .timeline .others rect { fill: var(--timeline-others, #cbd5e1) }
            .timeline .call rect { fill: var(--timeline-call, #0f766e) }
            .timeline .interrupt rect { fill: var(--timeline-interrupt, #c2410c) }
            .timeline .wait rect { fill: var(--timeline-wait, #7e22ce) }
            .timeline .fault, .timeline .fault rect { fill: var(--timeline-fault, #b91c1c) }
            .timeline .mark, .timeline .mark rect { fill: var(--timeline-mark, #1d4ed8) }
            .timeline .interrupt text, .timeline .call text, .timeline .wait text {
              fill: var(--timeline-on, #ffffff) }
            """;

    private final Timeline timeline;
    private final long from;
    private final long to;

    SvgTimeline(Timeline timeline, long from, long to) {
        this.timeline = timeline;
        this.from = from;
        this.to = to;
    }

    /**
     * The picture.
     *
     * @param id its own within the page
     * @param squeezed whether pauses are drawn shorter than they are
     */
    String svg(String id, boolean squeezed) {
        TaskColours colours = new TaskColours(timeline);
        Markup page = Markup.fragment();
        List<Long> times = events().stream().map(event -> event.record().time()).toList();
        double space = Picture.space(WIDTH);
        Axis axis = squeezed ? Axis.squeezed(times, space, timeline.scale())
                : Axis.linear(from, to, space, timeline.scale());
        Picture picture = new Picture(timeline, colours, page, WIDTH, axis::shows);
        Legend legend = Legend.of(timeline, colours, axis::shows);
        page.open("div", "class", "timeline").leaf("style", CSS);
        picture.draw(axis, id, "Timeline from " + milliseconds(from) + " to " + milliseconds(to)
                + " ms", description(colours, axis), Optional.of(legend));
        return page.end();
    }

    /** The records of the stretch. */
    List<Event> events() {
        return timeline.events().stream().filter(event -> event.record().time() >= from
                && event.record().time() <= to).toList();
    }

    private String description(TaskColours colours, Axis axis) {
        return events().size() + " records. The tasks that ran, the longest first: "
                + colours.tasks().stream().filter(task -> timeline.lanes().stream()
                        .flatMap(lane -> lane.runs().stream()).anyMatch(run -> run.task() == task
                                && axis.shows(run.start(), run.end())))
                        .limit(NAMED_TASKS).map(timeline.words()::task)
                        .collect(Collectors.joining(", "))
                + ". The list below has the records in words.";
    }

    private String milliseconds(long time) {
        return String.format(Locale.ROOT, "%.1f", timeline.scale().microseconds(time) / 1000);
    }
}
