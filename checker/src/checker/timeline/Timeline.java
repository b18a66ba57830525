package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a kernel did, as it noted it in its trace ring, from the first record left to the last. */
public final class Timeline {

    private final String machine;
    private final List<Lane> lanes;
    private final TimeScale scale;
    private final Words words;

    private Timeline(String machine, List<Lane> lanes, TimeScale scale, Words words) {
        this.machine = machine;
        this.lanes = lanes;
        this.scale = scale;
        this.words = words;
    }

    /**
     * Decodes the variable {@code TraceRing}.
     *
     * @param machine in words
     * @param ring its bytes, all of them
     * @param names what its numbers are called
     * @param microseconds since the machine was switched on, by its own clock; empty on one that is
     *     deterministic, whose time-stamp counter is known to count nanoseconds
     * @throws UnreadableRingException when there is nothing to show, and why
     */
    public static Timeline of(String machine, byte[] ring, Names names,
            OptionalDouble microseconds) throws UnreadableRingException {
        List<Lane> lanes = RingReader.read(ring).stream().map(LaneBuilder::build).toList();
        long last = lanes.stream().mapToLong(Lane::end).max().orElse(0);
        if (lanes.stream().allMatch(lane -> lane.events().isEmpty())) {
            throw new UnreadableRingException("TraceRing holds no record");
        }
        TimeScale scale = microseconds.isEmpty() ? TimeScale.DETERMINISTIC
                : TimeScale.measured(last, microseconds.getAsDouble());
        return new Timeline(machine, lanes, scale, new Words(names, scale));
    }

    /** Every record in its order, and what they add up to, as plain text. */
    public String text() {
        return new TextTimeline(this).text();
    }

    /** The format of Chrome's tracing, which Perfetto opens too. */
    public String json() {
        return new ChromeTimeline(this).json();
    }

    /**
     * A page of its own: pictures and tables, without scripts.
     *
     * @param name of its files, without an ending
     */
    public String html(String name) {
        return new HtmlTimeline(this, name).html();
    }

    /**
     * A stretch of it as one picture, to be put into a text: a div with an SVG.
     *
     * @param id the picture's own within its page
     * @param fromMilliseconds its beginning, since the machine was switched on
     * @param toMilliseconds its end
     * @param squeezed whether long pauses are drawn shorter than they are
     * @return the picture, and behind it its records in words, a line each: milliseconds, CPU,
     *     task, what; empty when the stretch has not even two
     */
    public List<String> picture(String id, double fromMilliseconds, double toMilliseconds,
            boolean squeezed) {
        SvgTimeline stretch = new SvgTimeline(this,
                Math.max(start(), scale.ticks(fromMilliseconds * 1000)),
                Math.min(end(), scale.ticks(toMilliseconds * 1000)));
        List<Event> shown = stretch.events();
        if (shown.stream().map(event -> event.record().time()).distinct().count() < 2) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(stretch.svg(id, squeezed).replace("\n", ""));
        shown.forEach(event -> lines.add(String.format(Locale.ROOT, "%.3f CPU %d, task %s: %s",
                scale.microseconds(event.record().time()) / 1000, event.cpu(),
                words.task(event.record().task()), words.event(event))));
        return List.copyOf(lines);
    }

    /** In a few words: {@code 1,345 records, 48.5 to 61.2 ms}; in seconds from ten on. */
    public String summary() {
        long records = lanes.stream().mapToLong(lane -> lane.events().size()).sum();
        double first = scale.microseconds(start()) / 1000;
        double last = scale.microseconds(end()) / 1000;
        return last < 10_000
                ? String.format(Locale.ROOT, "%,d records, %.1f to %.1f ms", records, first, last)
                : String.format(Locale.ROOT, "%,d records, %.3f to %.3f s", records,
                        first / 1000, last / 1000);
    }

    String machine() {
        return machine;
    }

    List<Lane> lanes() {
        return lanes;
    }

    TimeScale scale() {
        return scale;
    }

    Words words() {
        return words;
    }

    long start() {
        return recording().mapToLong(Lane::start).min().orElse(0);
    }

    long end() {
        return recording().mapToLong(Lane::end).max().orElse(0);
    }

    /** The records of all CPUs, by time. */
    List<Event> events() {
        return lanes.stream().flatMap(lane -> lane.events().stream())
                .sorted((one, two) -> TraceRecord.BY_TIME.compare(one.record(), two.record()))
                .toList();
    }

    /** What a reader has to know before believing the picture. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add("Times are microseconds of the guest since the machine was switched on, by"
                + (scale.exact() ? " its time-stamp counter."
                : " its time-stamp counter, whose rate was estimated from this run."));
        for (Lane lane : lanes) {
            if (lane.ring().gone() > 0) {
                remarks.add(String.format(Locale.ROOT, "CPU %d: the ring holds the last"
                        + " %,d records; %,d older ones have given way to them.", lane.cpu(),
                        lane.events().size(), lane.ring().gone()));
            }
            if (lane.ring().half() > 0) {
                remarks.add("CPU " + lane.cpu() + ": " + lane.ring().half() + " records were half"
                        + " written or overwritten, and are left out.");
            }
        }
        return List.copyOf(remarks);
    }

    /** A ring without a record has no times. */
    private Stream<Lane> recording() {
        return lanes.stream().filter(lane -> !lane.events().isEmpty());
    }
}
