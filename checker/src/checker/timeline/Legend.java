package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the colours of a picture mean.
 *
 * @param entries each colour, in the order in which they are read
 */
record Legend(List<Entry> entries) {

    /** A style class, and what is drawn in it. */
    record Entry(String style, String words) {}

    /** Whether something of a span, or a moment, is to be seen. */
    interface Shown {
        boolean shows(long from, long to);
    }

    private static final int ROW = 20;
    private static final int CHIP = 11;
    private static final int GAP = 16;
    private static final double LETTER = 6.8;

    Legend {
        entries = List.copyOf(entries);
    }

    /** Of what is to be seen of a timeline. */
    static Legend of(Timeline timeline, TaskColours colours, Shown shown) {
        List<Entry> entries = new ArrayList<>();
        List<Integer> tasks = colours.tasks().stream().filter(task -> timeline.lanes().stream()
                .flatMap(lane -> lane.runs().stream()).anyMatch(run -> run.task() == task
                        && shown.shows(run.start(), run.end()))).toList();
        tasks.stream().filter(task -> !colours.styleOf(task).equals(TaskColours.OTHERS))
                .forEach(task -> entries.add(new Entry(colours.styleOf(task),
                        "task " + timeline.words().task(task))));
        long others = tasks.stream()
                .filter(task -> colours.styleOf(task).equals(TaskColours.OTHERS)).count();
        if (others > 0) {
            entries.add(new Entry(TaskColours.OTHERS, others + " other tasks"));
        }
        Stream.of(Span.Kind.CALL, Span.Kind.INTERRUPT, Span.Kind.LOCK_WAIT)
                .filter(kind -> timeline.lanes().stream().anyMatch(lane ->
                        lane.spans().stream().anyMatch(span -> span.kind() == kind
                                && shown.shows(span.start(), span.end()))))
                .forEach(kind -> entries.add(of(kind)));
        List<Event> moments = timeline.events().stream().filter(event -> event.isMoment()
                && shown.shows(event.record().time(), event.record().time())).toList();
        if (moments.stream().anyMatch(Event::isFault)) {
            entries.add(new Entry("fault", "page fault"));
        }
        if (moments.stream().anyMatch(event -> !event.isFault())) {
            entries.add(new Entry("mark", "mark"));
        }
        return new Legend(entries);
    }

    private static Entry of(Span.Kind kind) {
        return new Entry(kind == Span.Kind.CALL ? "call"
                : kind == Span.Kind.INTERRUPT ? "interrupt" : "wait",
                kind.name().toLowerCase(Locale.ROOT).replace("call", "system call")
                        .replace('_', ' '));
    }

    /** What it takes at the top of a picture of that width. */
    int height(int width) {
        return (places(width).get(entries.size()).y() + 1) * ROW;
    }

    void draw(Markup page, int width) {
        List<Place> places = places(width);
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            double x = places.get(index).x();
            int y = places.get(index).y() * ROW;
            page.open("g", "class", entry.style() + " key")
                    .empty("rect", "x", x, "y", y + 2, "width", CHIP, "height", CHIP)
                    .close().leaf("text", entry.words(), "x", x + CHIP + 5, "y", y + CHIP + 1)
                    .newLine();
        }
    }

    /** Where an entry begins: in pixels, and in rows. */
    private record Place(double x, int y) {}

    /** One more than there are entries: the last is that of the legend's end. */
    private List<Place> places(int width) {
        List<Place> places = new ArrayList<>();
        double x = 0;
        int y = 0;
        for (Entry entry : entries) {
            double room = CHIP + 5 + LETTER * entry.words().length();
            if (x > 0 && x + room > width) {
                x = 0;
                y++;
            }
            places.add(new Place(x, y));
            x += room + GAP;
        }
        places.add(new Place(x, y));
        return places;
    }
}
