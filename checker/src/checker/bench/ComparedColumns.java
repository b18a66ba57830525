package checker.bench;

import checker.report.Outcome;
import checker.report.Palette;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The three columns of a comparison: ours, Linux's or what was recorded, and how these compare.
 *
 * @param width of each figure in characters; the third column has one less
 * @param figure a cost as it is shown
 * @param ratio ours by Linux's, as it is shown
 */
record ComparedColumns(Palette palette, RecordedCosts recorded, int width,
        LongFunction<String> figure, Ratio ratio) {

    private static final String NONE = "-";

    /** Says how one of the points compares. */
    @FunctionalInterface
    interface Ratio {
        String text(Comparison comparison, Point point, double ratio);
    }

    String heading(Comparison comparison) {
        boolean linux = comparison.linux().isPresent();
        return right(width, "ours") + right(width, linux ? "Linux" : "before")
                + right(width - 1, linux ? "ratio" : "change");
    }

    String cells(Comparison comparison, Point point) {
        OptionalLong own = comparison.own().of(point);
        boolean linux = comparison.linux().isPresent();
        OptionalLong other = linux ? comparison.linux(point)
                : recorded.own(comparison.architecture(), point);
        return right(width, figure(own)) + right(width, figure(other))
                + (own.isEmpty() || other.isEmpty() ? right(width - 1, NONE)
                : compared(comparison, point, (double) own.getAsLong() / other.getAsLong()));
    }

    /** What the second column is of; {@code setting} is Linux's. */
    String other(Comparison comparison, String setting) {
        return comparison.linux().map(system -> "Linux " + system.version() + ", " + setting)
                .orElse("before: as recorded, with "
                        + (recorded.tools().isEmpty() ? "nothing" : recorded.tools()));
    }

    private String compared(Comparison comparison, Point point, double value) {
        return comparison.linux().isPresent() ? ratio.text(comparison, point, value)
                : right(width - 1, String.format(Locale.ROOT, "%+.1f%%", 100 * (value - 1)));
    }

    /** In the colour of what is as wanted, or not. */
    String verdict(boolean misses, String text) {
        return palette.verdict(misses ? Outcome.FAILED : Outcome.PASSED, text);
    }

    private String figure(OptionalLong cost) {
        return cost.isPresent() ? figure.apply(cost.getAsLong()) : NONE;
    }

    private static String right(int columns, String text) {
        return String.format(Locale.ROOT, "%" + columns + "s", text);
    }
}
