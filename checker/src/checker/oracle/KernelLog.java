package checker.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's log as records, and the lines among them that are none.
 *
 * @param records well-formed lines, in order
 * @param strays other complete lines: firmware, a mangled record, what user programs print
 * @param unfinished the last line, when it has no end; it is in neither list
 */
public record KernelLog(List<LogRecord> records, List<String> strays, Optional<String> unfinished) {

    // [    0.012345] INFO memory: 126 MiB usable
    private static final Pattern RECORD = Pattern.compile(
            "\\[ *(\\d{1,10})\\.(\\d{6})\\] (PANIC|ERROR|WARN|INFO|DEBUG) ([^\\s:]+): (.*)");
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;

    public KernelLog {
        records = List.copyOf(records);
        strays = List.copyOf(strays);
    }

    /** Reads serial output as it came, with or without carriage returns, cut off anywhere. */
    public static KernelLog parse(String output) {
        List<LogRecord> records = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        int start = 0;
        for (int end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n', start)) {
            String line = output.substring(start, end).replace("\r", "");
            start = end + 1;
            record(line).ifPresentOrElse(records::add, () -> {
                if (!line.isBlank()) {
                    strays.add(line);
                }
            });
        }
        String rest = output.substring(start);
        return new KernelLog(records, strays,
                rest.isEmpty() ? Optional.empty() : Optional.of(rest));
    }

    private static Optional<LogRecord> record(String line) {
        Matcher matcher = RECORD.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long time = Long.parseLong(matcher.group(1)) * MICROSECONDS_PER_SECOND
                + Long.parseLong(matcher.group(2));
        return Optional.of(new LogRecord(time, LogRecord.Level.valueOf(matcher.group(3)),
                matcher.group(4), matcher.group(5)));
    }

    /** The records of one part of the kernel. */
    public List<LogRecord> of(String area) {
        return records.stream().filter(record -> record.area().equals(area)).toList();
    }

    public List<LogRecord> of(LogRecord.Level level) {
        return records.stream().filter(record -> record.level() == level).toList();
    }

    /** The records whose message contains a match of the expression. */
    public List<LogRecord> saying(Pattern message) {
        return records.stream()
                .filter(record -> message.matcher(record.message()).find())
                .toList();
    }

    /** The first record that a panicking kernel wrote. */
    public Optional<LogRecord> panic() {
        return of(LogRecord.Level.PANIC).stream().findFirst();
    }
}
