package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How CPUs came up as an SVG picture: a lane for each with its stages, and an arrow from the lane
 * of a sender to that of a receiver for each message, at the moment when it was sent. Its colours
 * are properties of the page it stands in, and those of the light scheme where it has none.
 */
final class StartsPicture {

    private static final int GUTTER = 92;
    private static final int RIGHT = 14;
    private static final int LETTERS = 18; // above a lane that sends
    private static final int LANE = 26;
    private static final int GAP = 20;
    private static final int AXIS = 22;
    private static final int HEAD = 8; // of an arrow
    private static final int MOST_LANES = 32;
    private static final int MOST_SHAPES = 4000;
    private static final double LETTER = 6.8;
    private static final int BOOK_WIDTH = 760;
    private static final int CHIP = 11;
    private static final int LEGEND_ROW = 20;

    /** No selector may need a character of XML. */
    static final String CSS = """
            .starts text { font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
              fill: var(--ink, #1f2328) }
            .starts .cpu { font-weight: 700; text-anchor: end }
            .starts .row { fill: var(--quiet, var(--faint, #57606a)); text-anchor: end }
            .starts .time { fill: var(--quiet, var(--faint, #57606a)); text-anchor: middle }
            .starts .last { text-anchor: end }
            .starts .letter { font-weight: 700; text-anchor: middle }
            .starts .grid { stroke: var(--line, #d0d7de); fill: none }
            .starts rect { stroke: var(--box, var(--panel, #f6f8fa)); stroke-width: 1 }
            .starts .key rect { stroke: var(--quiet, var(--faint, #57606a)) }
            .starts .firmware rect { fill: var(--timeline-4, var(--t4, #ddd6fe)) }
            .starts .asleep rect { fill: none; stroke: var(--quiet, var(--faint, #57606a));
              stroke-dasharray: 2 3 }
            .starts .waiting rect { fill: var(--timeline-others, var(--others, #cbd5e1)) }
            .starts .real rect { fill: var(--timeline-1, var(--t1, #fde68a)) }
            .starts .protected rect { fill: var(--timeline-5, var(--t5, #fed7aa)) }
            .starts .long rect { fill: var(--timeline-0, var(--t0, #bfdbfe)) }
            .starts .in-c rect { fill: var(--timeline-2, var(--t2, #bbf7d0)) }
            .starts .online rect { fill: var(--timeline-6, var(--t6, #a5f3fc)) }
            .starts .halted rect { fill: var(--timeline-idle, var(--idle, #e3e7ed)) }
            .starts .init path, .starts .init text {
              fill: var(--timeline-interrupt, var(--interrupt, #c2410c)) }
            .starts .start-up path, .starts .start-up text {
              fill: var(--timeline-mark, var(--mark, #1d4ed8)) }
            .starts .shaft { fill: none; stroke-width: 1.6 }
            .starts .init .shaft { stroke: var(--timeline-interrupt, var(--interrupt, #c2410c));
              stroke-dasharray: 4 3 }
            .starts .start-up .shaft { stroke: var(--timeline-mark, var(--mark, #1d4ed8)) }
            .starts g .halo { fill: none; stroke: var(--box, var(--panel, #f6f8fa));
              stroke-width: 4 }
            """;

    private final CpuStarts starts;
    private final Markup page;
    private final int width;
    private final List<StartLane> lanes;

    /** A picture of so many pixels. */
    StartsPicture(CpuStarts starts, Markup page, int width) {
        this.starts = starts;
        this.page = page;
        this.width = width;
        lanes = starts.lanes().stream().limit(MOST_LANES).toList();
    }

    /** The picture with its style, for a text. */
    static String fragment(CpuStarts starts, String id, boolean squeezed) {
        Markup page = Markup.fragment();
        page.open("div", "class", "timeline starts").leaf("style", CSS);
        StartsPicture picture = new StartsPicture(starts, page, BOOK_WIDTH);
        picture.draw(squeezed ? picture.squeezed() : picture.linear(), id);
        return page.end();
    }

    /** Equal times are equally long. */
    Axis linear() {
        return Axis.linear(starts.start(), starts.end(), width - GUTTER - RIGHT,
                TimeScale.DETERMINISTIC);
    }

    /** Whatever happened can be seen, and pauses are shorter than they are. */
    Axis squeezed() {
        List<Long> times = starts.times();
        return times.size() < 2 ? linear() : Axis.squeezed(times, width - GUTTER - RIGHT,
                TimeScale.DETERMINISTIC);
    }

    /**
     * Draws it.
     *
     * @param id the picture's own, within the page
     */
    void draw(Axis axis, String id) {
        List<CpuStage> stages = stages(axis);
        int top = LEGEND_ROW * legend(stages, false) + LETTERS;
        int height = top + lanes.size() * (LANE + GAP) + AXIS;
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "role", "img",
                        "viewBox", "0 0 " + width + " " + height,
                        "aria-labelledby", id + "-title " + id + "-words")
                .leaf("title", "How " + starts.lanes().size() + " CPUs came up",
                        "id", id + "-title")
                .leaf("desc", description(), "id", id + "-words").newLine();
        legend(stages, true);
        grid(axis, top, height);
        for (int lane = 0; lane < lanes.size(); lane++) {
            lane(lanes.get(lane), axis, y(lane, top));
        }
        List<StartMessage> shown = starts.messages().stream().filter(message ->
                axis.shows(message.time(), message.time())).limit(MOST_SHAPES).toList();
        // Heads last: the edge of a shaft would cover that of an arrow beside it.
        shown.forEach(message -> shafts(message, axis, top));
        double free = 0;
        for (StartMessage message : shown) {
            double x = GUTTER + axis.x(message.time());
            heads(message, x, top, x >= free);
            free = x >= free ? x + LETTER + 2 : free;
        }
        page.close();
    }

    private String description() {
        StringBuilder words = new StringBuilder("Lanes from top to bottom:");
        lanes.forEach(lane -> words.append(" CPU ").append(lane.cpu()).append(","));
        return words + " each with its stages from left to right. " + starts.summary()
                + ". Arrows lead from the lane of the CPU that sends a message to that of the CPU"
                + " that gets it. All of it is below in words.";
    }

    /** Those that are to be seen, in the order in which a CPU comes to them. */
    private List<CpuStage> stages(Axis axis) {
        return lanes.stream().flatMap(lane -> lane.phases().stream())
                .filter(phase -> axis.shows(phase.start(), phase.end()))
                .map(StartLane.Phase::stage).distinct().sorted().toList();
    }

    /** Draws what boxes and arrows mean, or only tells how many rows that takes. */
    private int legend(List<CpuStage> stages, boolean drawn) {
        double x = 0;
        int row = 0;
        for (CpuStage stage : stages) {
            double room = CHIP + 5 + LETTER * stage.words().length() + 16;
            row += x > 0 && x + room > width ? 1 : 0;
            x = x > 0 && x + room > width ? 0 : x;
            if (drawn) {
                page.open("g", "class", stage.style() + " key")
                        .empty("rect", "x", x + 1, "y", row * LEGEND_ROW + 4, "width", CHIP,
                                "height", CHIP).close()
                        .leaf("text", stage.words(), "x", x + CHIP + 5,
                                "y", row * LEGEND_ROW + CHIP + 3).newLine();
            }
            x += room;
        }
        row++;
        if (drawn) {
            arrowKey("init", "I", "INIT", 0, row);
            arrowKey("start-up", "S", "start-up message (SIPI)", 110, row);
        }
        return row + 1;
    }

    private void arrowKey(String style, String letter, String words, int x, int row) {
        int y = row * LEGEND_ROW + 10;
        page.open("g", "class", style).leaf("text", letter, "class", "letter", "x", x + 5,
                        "y", y + 4)
                .empty("path", "class", "shaft", "d", String.format(Locale.ROOT,
                        "M%d %d h24", x + 14, y))
                .empty("path", "d", String.format(Locale.ROOT, "M%d %d l-8 -4 v8 Z", x + 44, y))
                .close().leaf("text", words, "x", x + 50, "y", y + 4).newLine();
    }

    private void grid(Axis axis, int top, int height) {
        for (Axis.Label label : axis.labels()) {
            double x = GUTTER + label.x();
            page.empty("path", "class", "grid", "d", String.format(Locale.ROOT,
                    "M%.1f %d V%d", x, top, height - AXIS));
            boolean atEnd = label.x() > width - GUTTER - RIGHT - 40;
            page.leaf("text", label.text(), "class", atEnd ? "time last" : "time",
                    "x", atEnd ? width - 2.0 : x, "y", height - 7.0).newLine();
        }
    }

    private void lane(StartLane lane, Axis axis, int y) {
        page.leaf("text", "CPU " + lane.cpu(), "class", "cpu", "x", GUTTER - 8, "y", y + 11)
                .leaf("text", lane.cpu() == starts.bootCpu() ? "boot CPU"
                        : "APIC ID " + lane.apicId(), "class", "row", "x", GUTTER - 8,
                        "y", y + 25).newLine();
        List<StartLane.Phase> shown = new ArrayList<>(lane.phases().stream()
                .filter(phase -> axis.shows(phase.start(), phase.end())).toList());
        shown.stream().limit(MOST_SHAPES).forEach(phase -> box(phase, axis, y));
    }

    private void box(StartLane.Phase phase, Axis axis, int y) {
        double x = axis.x(phase.start());
        double room = Math.max(axis.x(phase.end()) - x, 1);
        String label = phase.stage().label();
        page.open("g", "class", phase.stage().style())
                .open("rect", "x", GUTTER + x, "y", y, "width", room, "height", LANE)
                .leaf("title", phase.stage().words() + ", "
                        + StartsText.microseconds(phase.end() - phase.start()) + " µs").close();
        if (label.length() * LETTER + 4 <= room) {
            page.leaf("text", label, "x", GUTTER + x + 3, "y", y + LANE / 2 + 4);
        }
        page.close().newLine();
    }

    private void shafts(StartMessage message, Axis axis, int top) {
        page.open("g", "class", style(message));
        for (int receiver : receivers(message)) {
            boolean down = receiver > message.sender();
            int from = y(message.sender(), top) + (down ? LANE : 0);
            int to = y(receiver, top) + (down ? -HEAD : LANE + HEAD);
            for (String style : List.of("halo", "shaft")) {
                page.empty("path", "class", style, "d", String.format(Locale.ROOT,
                        "M%.1f %d V%d", GUTTER + axis.x(message.time()), from, to));
            }
        }
        page.close().newLine();
    }

    private void heads(StartMessage message, double x, int top, boolean lettered) {
        page.open("g", "class", style(message)).leaf("title",
                message.words() + " to " + starts.receivers(message));
        for (int receiver : receivers(message)) {
            boolean down = receiver > message.sender();
            int point = y(receiver, top) + (down ? 0 : LANE);
            page.empty("path", "d", String.format(Locale.ROOT, "M%.1f %d L%.1f %d H%.1f Z",
                    x, point, x - 4, point + (down ? -HEAD : HEAD), x + 4));
        }
        if (lettered) {
            page.leaf("text", message.startUp() ? "S" : "I", "class", "letter", "x", x,
                    "y", y(message.sender(), top) - 5);
        }
        page.close().newLine();
    }

    private List<Integer> receivers(StartMessage message) {
        return message.receivers().stream().filter(receiver -> receiver < lanes.size()
                && receiver != message.sender()).toList();
    }

    private static int y(int lane, int top) {
        return top + lane * (LANE + GAP);
    }

    private static String style(StartMessage message) {
        return message.startUp() ? "start-up" : "init";
    }
}
