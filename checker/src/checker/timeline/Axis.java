package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where the moments from {@code start} to {@code end} lie on a line from 0 to {@code width}. */
final class Axis {

    /** A point that is written on the axis. */
    record Label(double x, String text) {}

    private static final double ROOM_FOR_LABEL = 100;
    private static final int LINEAR_LABELS = 9;
    private static final double MILLISECONDS_FROM = 5e3; // in microseconds
    private static final double SECONDS_FROM = 2e6;

    private final double width;
    private final TimeScale scale;
    private final long[] times;
    private final double[] places;

    private Axis(double width, TimeScale scale, long[] times, double[] places) {
        this.width = width;
        this.scale = scale;
        this.times = times;
        this.places = places;
    }

    /** On which equal times are equally long. */
    static Axis linear(long start, long end, double width, TimeScale scale) {
        return new Axis(width, scale, new long[] {start, Math.max(end, start + 1)},
                new double[] {0, width});
    }

    /**
     * Through the times of events, on which a pause that is a thousand times longer looks only some
     * times longer: nothing that happened is too small to be seen.
     *
     * @param events ascending; at least two different ones
     */
    static Axis squeezed(List<Long> events, double width, TimeScale scale) {
        long[] times = events.stream().mapToLong(Long::longValue).distinct().toArray();
        double[] places = new double[times.length];
        for (int index = 1; index < times.length; index++) {
            double microseconds = scale.microseconds(times[index] - times[index - 1]);
            places[index] = places[index - 1] + 0.6 + Math.log1p(10 * microseconds);
        }
        double all = places[places.length - 1];
        for (int index = 0; index < places.length; index++) {
            places[index] *= width / all;
        }
        return new Axis(width, scale, times, places);
    }

    long start() {
        return times[0];
    }

    long end() {
        return times[times.length - 1];
    }

    /** Whether something of a span, or a moment, lies on it. */
    boolean shows(long from, long to) {
        return from <= end() && (to > start() || from >= start());
    }

    /** The place of a moment; that of the nearer end for one outside. */
    double x(long time) {
        int after = IntStream.range(0, times.length).filter(index -> times[index] >= time)
                .findFirst().orElse(times.length);
        if (after == 0 || after == times.length) {
            return after == 0 ? 0 : width;
        }
        double part = (double) (time - times[after - 1]) / (times[after] - times[after - 1]);
        return places[after - 1] + part * (places[after] - places[after - 1]);
    }

    /** Round times on a linear axis, else times of events, as far as there is room. */
    List<Label> labels() {
        return times.length == 2 ? roundTimes() : eventTimes();
    }

    private List<Label> roundTimes() {
        double first = scale.microseconds(start());
        double last = scale.microseconds(end());
        double unit = last - first >= SECONDS_FROM ? 1e6
                : last - first >= MILLISECONDS_FROM ? 1e3 : 1;
        double step = roundStep((last - first) / unit / LINEAR_LABELS) * unit;
        List<Label> labels = new ArrayList<>();
        double from = Math.ceil(first / step);
        for (int count = 0; count <= 2 * LINEAR_LABELS; count++) {
            double at = (from + count) * step;
            double x = (at - first) / (last - first) * width;
            if (x <= width) {
                labels.add(new Label(x, plain(at / unit, step / unit)
                        + (unit > 1e3 ? " s" : unit > 1 ? " ms" : " µs")));
            }
        }
        return labels;
    }

    private List<Label> eventTimes() {
        List<Label> labels = new ArrayList<>();
        double free = 0;
        for (int index = 0; index < times.length; index++) {
            // The last one ends where the picture does, and so begins further left.
            boolean atEnd = places[index] > width - ROOM_FOR_LABEL / 2;
            if (places[index] >= (atEnd ? free + ROOM_FOR_LABEL / 2 : free)) {
                labels.add(new Label(places[index],
                        "+" + Words.number(scale.microseconds(times[index] - start()))));
                free = places[index] + ROOM_FOR_LABEL;
            }
        }
        return labels;
    }

    /** 1, 2 or 5 times a power of ten, not less than a value. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
        return least <= power ? power : least <= 2 * power ? 2 * power
                : least <= 5 * power ? 5 * power : 10 * power;
    }

    private static String plain(double value, double step) {
        int decimals = (int) Math.max(0, Math.min(6, -Math.floor(Math.log10(step))));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
