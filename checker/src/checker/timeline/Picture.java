package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An SVG picture of a stretch of time: for each CPU the running task, the system call that it is
 * in, the interrupts above it, and what happened at a moment.
 */
final class Picture {

    private static final int GUTTER = 92;
    private static final int RIGHT = 14;
    private static final int TOP = 6;
    private static final int ROW_GAP = 3;
    private static final int LANE_GAP = 12;
    private static final int AXIS = 22;
    private static final int DEEPEST = 2; // interrupts are drawn in that many rows and one more
    private static final int MOST_LANES = 16;
    private static final int MOST_SHAPES = 6000;
    private static final double LETTER = 6.8;
    private static final int LOWEST_TEXT = 12;
    private static final int EDGE_FROM = 5; // wider boxes are set off from their neighbours

    /** A row of a lane: spans without overlap, or moments. */
    private record Row(String name, int height, List<Span> spans, List<Event> moments) {}

    private final Timeline timeline;
    private final TaskColours colours;
    private final Markup page;
    private final int width;
    private final List<List<Row>> lanes = new ArrayList<>();
    private int shapes; // this and the next two: of the last picture
    private int tooClose;
    private int tooMany;

    /**
     * A picture of so many pixels.
     *
     * @param shown what there is a row for
     */
    Picture(Timeline timeline, TaskColours colours, Markup page, int width, Legend.Shown shown) {
        this.timeline = timeline;
        this.colours = colours;
        this.page = page;
        this.width = width;
        timeline.lanes().stream().filter(lane -> !lane.events().isEmpty()).limit(MOST_LANES)
                .forEach(lane -> lanes.add(rows(lane, shown)));
    }

    private static List<Row> rows(Lane lane, Legend.Shown shown) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("CPU " + lane.cpu(), 24, lane.runs(), List.of()));
        rows.add(new Row("system call", 15, lane.pieces(Span.Kind.CALL), List.of()));
        List<Span> interrupts = lane.pieces(Span.Kind.INTERRUPT);
        for (int depth = 0; depth <= DEEPEST; depth++) {
            int here = depth;
            rows.add(new Row(depth == 0 ? "interrupt" : "in interrupt", 14, interrupts.stream()
                    .filter(span -> Math.min(span.depth(), DEEPEST) == here).toList(), List.of()));
        }
        rows.add(new Row("lock wait", 10, lane.spans().stream()
                .filter(span -> span.kind() == Span.Kind.LOCK_WAIT).toList(), List.of()));
        rows.add(new Row("fault, mark", 12, List.of(), lane.events().stream()
                .filter(Event::isMoment).toList()));
        return rows.stream().filter(row -> row.spans().stream()
                        .anyMatch(span -> shown.shows(span.start(), span.end()))
                || row.moments().stream().anyMatch(event ->
                        shown.shows(event.record().time(), event.record().time()))).toList();
    }

    /** The width of the part of a picture that shows time. */
    static double space(int width) {
        return width - GUTTER - RIGHT;
    }

    /** Draws a stretch into a box that can be scrolled. */
    void draw(Axis axis, String id, String title, String description) {
        page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", title);
        draw(axis, id, title, description, Optional.empty());
        page.close().newLine();
    }

    /**
     * Draws a stretch.
     *
     * @param id the picture's own, within the page
     * @param legend what stands above it
     */
    void draw(Axis axis, String id, String title, String description, Optional<Legend> legend) {
        shapes = 0;
        tooClose = 0;
        tooMany = 0;
        int top = TOP + legend.map(above -> above.height(width)).orElse(0);
        int height = top + AXIS + lanes.stream().mapToInt(rows -> LANE_GAP
                + rows.stream().mapToInt(row -> row.height() + ROW_GAP).sum()).sum();
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "role", "img",
                        "viewBox", "0 0 " + width + " " + height,
                        "aria-labelledby", id + "-title " + id + "-words")
                .leaf("title", title, "id", id + "-title")
                .leaf("desc", description, "id", id + "-words").newLine();
        legend.ifPresent(above -> above.draw(page, width));
        grid(axis, top, height);
        double y = top;
        for (List<Row> rows : lanes) {
            for (Row row : rows) {
                page.leaf("text", row.name(), "class", row == rows.get(0) ? "cpu" : "row",
                        "x", GUTTER - 8, "y", y + row.height() / 2.0 + 4).newLine();
                spans(row, axis, y);
                moments(row, axis, y);
                y += row.height() + ROW_GAP;
            }
            y += LANE_GAP;
        }
        page.close();
    }

    /** What the last picture leaves out, if anything. */
    List<String> omissions() {
        List<String> omissions = new ArrayList<>();
        if (tooClose > 0) {
            omissions.add(tooClose + " things lie so close to another that they are not drawn by"
                    + " themselves.");
        }
        if (tooMany > 0) {
            omissions.add(tooMany + " things are left out; a picture shows " + MOST_SHAPES + ".");
        }
        if (timeline.lanes().size() > MOST_LANES) {
            omissions.add("Only " + MOST_LANES + " of " + timeline.lanes().size()
                    + " CPUs are drawn.");
        }
        return List.copyOf(omissions);
    }

    private void grid(Axis axis, int top, int height) {
        double bottom = height - AXIS;
        for (Axis.Label label : axis.labels()) {
            double x = GUTTER + label.x();
            page.empty("path", "class", "grid", "d", String.format(Locale.ROOT,
                    "M%.1f %d V%.1f", x, top, bottom));
            boolean atEnd = label.x() > space(width) - 40;
            page.leaf("text", label.text(), "class", atEnd ? "time last" : "time",
                    "x", atEnd ? width - 2.0 : x, "y", height - 7.0).newLine();
        }
    }

    /** One that ends where the one before does, to a pixel, is not seen and not drawn. */
    private void spans(Row row, Axis axis, double y) {
        double covered = -1;
        for (Span span : row.spans()) {
            if (axis.shows(span.start(), span.end())) {
                double x = axis.x(span.start());
                double to = Math.max(axis.x(span.end()), x + 1);
                if (to <= covered + 0.5) {
                    tooClose++;
                } else if (mayDraw()) {
                    box(span, GUTTER + x, y, to - x, row.height());
                    covered = to;
                }
            }
        }
    }

    private void box(Span span, double x, double y, double width, int height) {
        String name = timeline.words().name(span);
        String style = switch (span.kind()) {
            case RUN -> colours.styleOf(span.task());
            case INTERRUPT -> "interrupt";
            case CALL -> "call";
            case LOCK_WAIT -> "wait";
        };
        page.open("g", "class", style)
                .open("rect", "class", width > EDGE_FROM ? "wide" : "narrow", "x", x, "y", y,
                        "width", width, "height", height)
                .leaf("title", name + ", " + timeline.words().microseconds(span.ticks()) + " µs")
                .close();
        label(span, height < LOWEST_TEXT ? 0 : (int) ((width - 6) / LETTER)).ifPresent(text ->
                page.leaf("text", text, "x", x + 4, "y", y + height / 2.0 + 4));
        page.close().newLine();
    }

    /** A name in so many letters; a number is written whole or not at all. */
    private Optional<String> label(Span span, int letters) {
        String label = switch (span.kind()) {
            case RUN -> timeline.words().task(span.task());
            case INTERRUPT -> timeline.words().vector(span.first());
            case CALL, LOCK_WAIT -> timeline.words().name(span);
        };
        int number = span.kind() == Span.Kind.CALL ? 2 : label.split(" ")[0].length();
        return label.length() <= letters ? Optional.of(label)
                : letters > number + 2 ? Optional.of(label.substring(0, letters - 1) + "…")
                : letters >= number && span.kind() == Span.Kind.RUN
                ? Optional.of(label.substring(0, number)) : Optional.empty();
    }

    private void moments(Row row, Axis axis, double y) {
        double covered = -1;
        for (Event event : row.moments()) {
            long time = event.record().time();
            double x = axis.shows(time, time) ? axis.x(time) : -1;
            if (x >= 0 && x <= covered) {
                tooClose++;
            } else if (x >= 0 && mayDraw()) {
                boolean fault = event.isFault();
                page.open("path", "class", fault ? "fault" : "mark", "d",
                        shape(fault, GUTTER + x, y, row.height()))
                        .leaf("title", timeline.words().event(event)).close().newLine();
                covered = x + 0.5;
            }
        }
    }

    /** A triangle for a fault, a diamond for anything else. */
    private static String shape(boolean fault, double x, double y, int height) {
        double middle = y + height / 2.0;
        return fault ? path("M%.1f %.1f L%.1f %.1f L%.1f %.1f Z", x - 5, y + height, x + 5,
                y + height, x, y)
                : path("M%.1f %.1f L%.1f %.1f L%.1f %.1f L%.1f %.1f Z", x, y, x + 4, middle, x,
                y + height, x - 4, middle);
    }

    private static String path(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    private boolean mayDraw() {
        boolean may = shapes < MOST_SHAPES;
        shapes += may ? 1 : 0;
        tooMany += may ? 0 : 1;
        return may;
    }
}
