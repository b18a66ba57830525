package checker.machine;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the guest's time from outside without disturbing it: whole seconds from the real-time
 * clock, which is bound to the guest's time, and the rest from the ACPI power management timer;
 * ACPI specification, "Power Management Timer". Without ACPI hardware, or before the firmware has
 * placed it, seconds are all there is.
 */
final class GuestClock {

    /** What the real-time clock shows when the machine is switched on. */
    static final LocalDateTime START = LocalDateTime.of(2000, 1, 1, 0, 0, 0);

    /** The same in QEMU's words. */
    static final String START_OPTION = "2000-01-01T00:00:00";

    /** Where the firmware puts the timer: qboot and SeaBIOS, and SeaBIOS without tables. */
    private static final List<String> TIMER_PORTS = List.of("0x608", "0xb008");
    private static final Pattern PORT_VALUE = Pattern.compile("= 0x([0-9a-fA-F]+)");
    private static final Pattern TIME_FIELD = Pattern.compile("\"(tm_\\w+)\": (\\d{1,9})\\b");
    private static final long NO_DEVICE = 0xffffffffL;
    private static final long TICKS_PER_SECOND = 3_579_545;
    private static final long TICKS = 1L << 24;
    private static final long NANOSECONDS = 1_000_000_000;

    private final List<String> questions = new ArrayList<>();
    private String lastShown = "";
    private long lastSeconds;

    GuestClock(MachineSpec spec) {
        boolean without = spec.chipset() == Chipset.PC
                && !spec.acpi().equals(AcpiSupport.EMULATORS_OWN);
        questions.add("qom-get /machine rtc-time");
        if (!without) {
            TIMER_PORTS.forEach(port -> questions.add("i /w " + port));
        }
    }

    /** Exact on a machine that stands still; on a running one off by what passed meanwhile. */
    GuestDuration now(HumanMonitor monitor) throws IOException, InterruptedException {
        return told(monitor.answers(questions));
    }

    /** What the monitor is asked for the time, line by line. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    /** The time that these answers tell. */
    GuestDuration told(List<String> answers) throws IOException {
        if (!answers.get(0).equals(lastShown)) {
            lastSeconds = seconds(answers.get(0));
            lastShown = answers.get(0);
        }
        for (String answer : answers.subList(1, answers.size())) {
            Matcher shown = PORT_VALUE.matcher(answer);
            long value = shown.find() ? Long.parseLong(shown.group(1), 16) : NO_DEVICE;
            if (value != NO_DEVICE) {
                return new GuestDuration(combine(lastSeconds, value));
            }
        }
        return GuestDuration.ofSeconds(lastSeconds);
    }

    /** The time whose whole seconds are given and at which the timer shows this. */
    static long combine(long seconds, long timer) {
        long atSecond = seconds * TICKS_PER_SECOND;
        long behind = Math.floorMod(timer - atSecond, TICKS);
        long ticks = behind > TICKS / 2 ? behind - TICKS : behind;
        return Math.max(0, seconds * NANOSECONDS + ticks * NANOSECONDS / TICKS_PER_SECOND);
    }

    /** Of the time that the monitor prints so, those since the machine was switched on. */
    static long seconds(String rtcTime) throws IOException {
        Map<String, Integer> fields = new HashMap<>();
        Matcher field = TIME_FIELD.matcher(rtcTime);
        while (field.find()) {
            fields.put(field.group(1), Integer.parseInt(field.group(2)));
        }
        try {
            LocalDateTime shown = LocalDateTime.of(1900 + field(fields, "tm_year"),
                    1 + field(fields, "tm_mon"), field(fields, "tm_mday"),
                    field(fields, "tm_hour"), field(fields, "tm_min"), field(fields, "tm_sec"));
            return Math.max(0, START.until(shown, ChronoUnit.SECONDS));
        } catch (DateTimeException e) {
            throw new IOException("no time of the real-time clock: " + rtcTime, e);
        }
    }

    private static int field(Map<String, Integer> fields, String name) throws IOException {
        Integer value = fields.get(name);
        if (value == null) {
            throw new IOException("no " + name + " in the real-time clock's " + fields);
        }
        return value;
    }
}
