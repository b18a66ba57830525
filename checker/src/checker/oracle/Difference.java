package checker.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How what was found differs from what was expected, order aside: for sets of CPUs, of APIC ids,
 * of records.
 *
 * @param missing expected, not found
 * @param surplus found, not expected
 * @param repeated found more often than once, expected or not
 */
public record Difference<T extends Comparable<? super T>>(
        SortedSet<T> missing, SortedSet<T> surplus, SortedSet<T> repeated) {

    /** Compares what was found, repetitions included, with a set of what should be there. */
    public static <T extends Comparable<? super T>> Difference<T> between(
            Collection<T> expected, Collection<T> found) {
        SortedSet<T> missing = new TreeSet<>(expected);
        missing.removeAll(new TreeSet<>(found));
        SortedSet<T> surplus = new TreeSet<>(found);
        surplus.removeAll(new TreeSet<>(expected));
        return new Difference<>(missing, surplus, repeated(found));
    }

    private static <T extends Comparable<? super T>> SortedSet<T> repeated(Collection<T> found) {
        SortedSet<T> once = new TreeSet<>();
        SortedSet<T> repeated = new TreeSet<>();
        for (T item : found) {
            if (!once.add(item)) {
                repeated.add(item);
            }
        }
        return repeated;
    }

    /** Whether each expected item was found exactly once and nothing else was. */
    public boolean none() {
        return missing.isEmpty() && surplus.isEmpty() && repeated.isEmpty();
    }

    /** The difference in words, {@code "missing 2, 5; not expected 7"}; or "no difference". */
    public String describe() {
        StringJoiner words = new StringJoiner("; ").setEmptyValue("no difference");
        add(words, "missing ", missing);
        add(words, "not expected ", surplus);
        add(words, "more than once ", repeated);
        return words.toString();
    }

    private static <T> void add(StringJoiner words, String what, Collection<T> items) {
        if (!items.isEmpty()) {
            words.add(what + list(items, String::valueOf));
        }
    }

    /** Items as a list in words, cut off after the first twenty: {@code "1, 2, 4"}. */
    public static <T> String list(Collection<T> items, Function<? super T, String> name) {
        final int most = 20;
        List<String> shown = new ArrayList<>(
                items.stream().limit(most).map(name).collect(Collectors.toList()));
        if (items.size() > most) {
            shown.add("... (" + items.size() + " in all)");
        }
        return shown.isEmpty() ? "none" : String.join(", ", shown);
    }
}
