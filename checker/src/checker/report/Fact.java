package checker.report;

import java.util.Objects;

/**
 * One thing that is known, by name.
 *
 * @param key what it is: {@code expected}, {@code found}, {@code CPU 2}
 * @param value the value in words; several lines are allowed
 */
public record Fact(String key, String value) {

    public Fact {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }

    /** A fact whose value is put into words by its {@code toString}. */
    public static Fact of(String key, Object value) {
        return new Fact(key, String.valueOf(value));
    }
}
