package checker.bench;

import checker.machine.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was measured on one architecture.
 *
 * @param own the costs on our kernel
 * @param linux the same on Linux, when it was measured
 */
public record Comparison(Architecture architecture, Costs own,
        Optional<LinuxSystem.Measured> linux) {

    /** At most so much of what Linux needs, as the project wants it; 1 for all others. */
    private static final Map<String, Double> WANTED = Map.of(
            "null-call", 0.5, "ping-pong", 0.5, "fork", 0.5, "page-fault", 0.5);

    /** What it costs on Linux. */
    OptionalLong linux(Point point) {
        return linux.isPresent() ? linux.get().costs().of(point) : OptionalLong.empty();
    }

    /** Our cost as a part of Linux's. */
    public OptionalDouble ratio(Point point) {
        OptionalLong ours = own.of(point);
        OptionalLong theirs = linux(point);
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of((double) ours.getAsLong() / theirs.getAsLong())
                : OptionalDouble.empty();
    }

    /** The most that the ratio is to be. */
    public static double wanted(Point point) {
        return WANTED.getOrDefault(point.operation(), 1.0);
    }

    /** Whether it costs more than is wanted. */
    public boolean misses(Point point) {
        OptionalDouble ratio = ratio(point);
        return ratio.isPresent() && ratio.getAsDouble() > wanted(point);
    }

    /** What costs more than is wanted. */
    public List<Point> missed() {
        return own.byPoint().keySet().stream().filter(this::misses).toList();
    }
}
