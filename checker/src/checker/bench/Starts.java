package checker.bench;

import checker.report.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a system takes to start with so many CPUs, in microseconds of the guest's time. As
 * {@link Costs}: the number of CPUs stands in the place of the tasks.
 */
public final class Starts {

    /** From where the system begins to prepare other CPUs to the last that is online. */
    public static final String ONLINE = "online";
    /** From power-on to a process that runs while all CPUs are online. */
    public static final String READY = "ready";
    /** All that is measured, in the order of tables. */
    public static final List<String> ALL = List.of(ONLINE, READY);

    /** With how many CPUs. */
    public static final List<Integer> CPUS = List.of(1, 2, 4, 8, 16, 32);

    private static final Pattern READY_LINE = Pattern.compile("ready after (\\d{1,15}) ns");
    private static final Pattern ONLINE_LINE =
            Pattern.compile("(?:.*: )?(\\d+) of (\\d+) CPUs online after (\\d{1,15}) us");
    private static final String END = "start ended with 0";
    private static final long NANOSECONDS = 1000;

    private Starts() {}

    /** Measures with each number of CPUs: {@code serial} is what the guest writes with so many. */
    static Costs measure(BiFunction<Integer, String, String> serial) {
        Map<Point, Long> found = new LinkedHashMap<>();
        for (int cpus : CPUS) {
            found.putAll(parse(serial.apply(cpus, cpus + "-cpus"), cpus).byPoint());
        }
        return new Costs(found);
    }

    /**
     * Reads what was written on a machine with so many CPUs.
     *
     * @throws BenchFailedException when it did not start with all of them
     */
    static Costs parse(String serial, int cpus) {
        List<String> lines = serial.lines().map(String::strip).toList();
        Map<Point, Long> found = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher ready = READY_LINE.matcher(line);
            Matcher online = ONLINE_LINE.matcher(line);
            if (ready.matches()) {
                found.put(new Point(READY, cpus),
                        Math.max(1, Long.parseLong(ready.group(1)) / NANOSECONDS));
            } else if (online.matches() && cpus > 1 && online.group(1).equals(online.group(2))
                    && Integer.parseInt(online.group(1)) == cpus) {
                found.put(new Point(ONLINE, cpus), Math.max(1, Long.parseLong(online.group(3))));
            }
        }
        if (found.size() != (cpus > 1 ? ALL.size() : 1) || !lines.contains(END)) {
            throw new BenchFailedException(Outcome.FAILED, "the system did not start with " + cpus
                    + (cpus == 1 ? " CPU" : " CPUs"), Costs.tail(lines));
        }
        return new Costs(found);
    }
}
