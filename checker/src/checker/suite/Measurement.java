package checker.suite;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Something measured on this host.
 *
 * @param what was measured, in words
 * @param value how much
 * @param unit of the value and of the bound: {@code s}, {@code 1/s}
 * @param wanted the bound that the design sets: at most so many seconds, at least so many a second
 */
record Measurement(String what, double value, String unit, OptionalDouble wanted) {

    static Measurement seconds(String what, long nanoseconds) {
        return new Measurement(what, nanoseconds / 1e9, "s", OptionalDouble.empty());
    }

    static Measurement perSecond(String what, double value) {
        return new Measurement(what, value, "1/s", OptionalDouble.empty());
    }

    /** The same with the bound that the design sets. */
    Measurement wanting(double bound) {
        return new Measurement(what, value, unit, OptionalDouble.of(bound));
    }

    /** One row of a table. */
    String row() {
        String bound = wanted.isEmpty() ? "" : String.format(Locale.ROOT, "  wanted %s %.1f %s",
                unit.equals("s") ? "at most" : "at least", wanted.getAsDouble(), unit);
        return String.format(Locale.ROOT, "%-52s %8.2f %-3s%s", what, value, unit, bound)
                .stripTrailing();
    }

    /** The same for a program to read. */
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("what", what);
        object.put("value", value);
        object.put("unit", unit);
        wanted.ifPresent(bound -> object.put("wanted", bound));
        return object;
    }
}
