package checker.junit;

import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a claim expects of something it found. A failure is a list of facts, by name:
 *
 * <pre>{@code
 * expect("APIC ids in CPUTable", table.apicIds())
 *         .given("QEMU has", machine.apicIds())
 *         .diagnose("disabled-counted", ids -> ids.containsAll(machine.disabledApicIds()))
 *         .toBe(machine.apicIds());
 * }</pre>
 *
 * @param <T> what was found
 */
public final class Expectation<T> {

    private final String what;
    private final T found;
    private final List<Fact> given = new ArrayList<>();
    private String key = "";
    private Cause cause = Cause.WRONG_STATE;
    private boolean hexadecimal;

    private Expectation(String what, T found) {
        this.what = what;
        this.found = found;
    }

    /** Starts an expectation; {@code what} names the thing as a noun: {@code "the CPU count"}. */
    public static <T> Expectation<T> expect(String what, T found) {
        return new Expectation<>(what, found);
    }

    /** Fails: for what no comparison says well. */
    public static Finding wrong(String summary, Fact... facts) {
        return new Finding(Diagnosis.of(Cause.WRONG_STATE, summary, facts));
    }

    /**
     * Runs a machine to a function of its kernel, and throws a {@link Finding} with a diagnosis
     * of the crash or standstill when it does not come there.
     *
     * @param limit in guest time
     */
    public static void expectToReach(Machine machine, String symbol, GuestDuration limit) {
        expectReached(machine, symbol, machine.runTo(symbol, limit));
    }

    /**
     * Throws a {@link Finding} as {@link #expectToReach} does, unless that was the ending of the
     * machine's last run.
     *
     * @param place where a CPU should have come to, in words
     */
    public static void expectReached(Machine machine, String place, Ending ending) {
        if (!(ending instanceof Ending.Reached)) {
            Remains remains = Remains.of(machine);
            throw new Finding(new BootDiagnosis("a CPU reaches " + place, ending,
                    remains.serial(), remains.crash()).find(), remains.recording());
        }
    }

    /** Adds a fact that a reader of the failure needs: where the expectation comes from. */
    public Expectation<T> given(String name, Object value) {
        given.add(new Fact(name, words(value)));
        return this;
    }

    /** Names the diagnosis, for hints, when what was found looks like it; the first name counts. */
    public Expectation<T> diagnose(String name, Predicate<? super T> looksLikeIt) {
        if (key.isEmpty() && looksLikeIt.test(found)) {
            key = name;
        }
        return this;
    }

    /** Says that the kernel printed it: a failure then is wrong output, not wrong state. */
    public Expectation<T> asPrinted() {
        cause = Cause.WRONG_OUTPUT;
        return this;
    }

    /** Shows numbers in hexadecimal; call it before {@link #given}. */
    public Expectation<T> inHex() {
        hexadecimal = true;
        return this;
    }

    /** Throws a {@link Finding} unless what was found equals what is expected. */
    public void toBe(T expected) {
        if (!Objects.equals(expected, found)) {
            throw finding(words(expected));
        }
    }

    /** Throws a {@link Finding} unless the condition, put into words, holds. */
    public void to(String condition, Predicate<? super T> holds) {
        if (!holds.test(found)) {
            throw finding(condition);
        }
    }

    private Finding finding(String expected) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("expected", expected));
        facts.add(new Fact("found", words(found)));
        facts.addAll(given);
        return new Finding(new Diagnosis(cause, what + ": not as expected", facts, key));
    }

    private String words(Object value) {
        if (value instanceof Collection<?> items) {
            return items.isEmpty() ? "none"
                    : items.stream().map(this::words).collect(Collectors.joining(", "));
        }
        boolean number = value instanceof Long || value instanceof Integer;
        return hexadecimal && number
                ? "0x" + Long.toHexString(((Number) value).longValue())
                : String.valueOf(value);
    }
}
