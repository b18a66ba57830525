package checker.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong in a case that did not pass.
 *
 * @param cause how fundamental it is
 * @param summary one sentence that names it
 * @param facts expected, found, and what else a reader needs, in the order to show them
 * @param key the name by which a hint refers to just this; empty when nothing more is known than
 *     the cause
 */
public record Diagnosis(Cause cause, String summary, List<Fact> facts, String key)
        implements Comparable<Diagnosis> {

    public Diagnosis {
        facts = List.copyOf(facts);
    }

    /** A diagnosis that no hint has a name for. */
    public static Diagnosis of(Cause cause, String summary, Fact... facts) {
        return new Diagnosis(cause, summary, List.of(facts), "");
    }

    /** The same with more facts after those there are. */
    public Diagnosis with(Fact... more) {
        List<Fact> all = Stream.concat(facts.stream(), Stream.of(more)).toList();
        return new Diagnosis(cause, summary, all, key);
    }

    /** The same under a name that hints refer to. */
    public Diagnosis keyed(String name) {
        return new Diagnosis(cause, summary, facts, name);
    }

    public Outcome outcome() {
        return cause.outcome();
    }

    /** The more fundamental cause first; of equals, the one that is known by a name. */
    @Override
    public int compareTo(Diagnosis other) {
        return Comparator.comparing(Diagnosis::cause)
                .thenComparing(diagnosis -> diagnosis.key().isEmpty()).compare(this, other);
    }
}
