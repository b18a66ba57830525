package checker.steps.step01;

import checker.oracle.KernelLog;
import checker.oracle.LogRecord;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel's log says about CPUs, in the lines of the lesson's contract. */
final class CpuLines {

    private static final String AREA = "smp";
    private static final String PROCESSOR = "ACPI processor (\\d+), APIC ID (\\d+)";
    private static final Pattern CPU = Pattern.compile(
            "CPU (\\d+): " + PROCESSOR + ", flags 0x([0-9a-f]+)(, boot processor)?");
    private static final Pattern LEFT_OUT = Pattern.compile("left out: " + PROCESSOR + ".*");
    private static final Pattern SUMMARY = Pattern.compile(
            "(\\d+) CPUs?, boot processor APIC ID (\\d+)");
    private static final String UNIPROCESSOR = "uniprocessor: ";

    private final List<LogRecord> records;
    private final List<String> messages;

    CpuLines(KernelLog log) {
        records = log.of(AREA);
        messages = records.stream().map(LogRecord::message).toList();
    }

    /**
     * One line about a CPU.
     *
     * @param index by which the kernel calls it
     * @param record what it says of it
     * @param boot whether it is called the boot processor
     */
    record Line(long index, CpuRecord record, boolean boot) {}

    List<Line> cpus() {
        return matches(CPU).map(line -> new Line(number(line, 1),
                new CpuRecord(number(line, 2), number(line, 3),
                        Long.parseLong(line.group(4), 16)),
                line.group(5) != null)).toList();
    }

    /** The APIC IDs of the processors said to be left out. */
    List<Long> leftOut() {
        return matches(LEFT_OUT).map(line -> number(line, 2)).toList();
    }

    /** How many CPUs the summary counts; empty unless there is just one summary. */
    Optional<Long> count() {
        List<Long> counts = matches(SUMMARY).map(line -> number(line, 1)).toList();
        return counts.size() == 1 ? Optional.of(counts.get(0)) : Optional.empty();
    }

    /** How grave the lines are that tell a reason for running on one CPU. */
    List<LogRecord.Level> refusals() {
        return records.stream().filter(record -> record.message().startsWith(UNIPROCESSOR))
                .map(LogRecord::level).toList();
    }

    /** The number of warnings. */
    long warnings() {
        return records.stream().filter(record -> record.level() == LogRecord.Level.WARN).count();
    }

    /** All that was said, for a reader of a failure. */
    String all() {
        return messages.isEmpty() ? "no line" : String.join("\n", messages);
    }

    private Stream<Matcher> matches(Pattern pattern) {
        return messages.stream().map(pattern::matcher).filter(Matcher::matches);
    }

    private static long number(Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }
}
