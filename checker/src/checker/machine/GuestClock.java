package checker.machine;

import checker.qmp.QmpClient;
import checker.qmp.QmpException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
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
    private static final long NO_DEVICE = 0xffffffffL;
    private static final long TICKS_PER_SECOND = 3_579_545;
    private static final long TICKS = 1L << 24;
    private static final long NANOSECONDS = 1_000_000_000;

    private final QmpClient qmp;
    private final List<String> timerPorts;

    GuestClock(QmpClient qmp, MachineSpec spec) {
        this.qmp = qmp;
        boolean without = spec.chipset() == Chipset.PC
                && !spec.acpi().equals(AcpiSupport.EMULATORS_OWN);
        timerPorts = without ? List.of() : TIMER_PORTS;
    }

    /** Exact on a machine that stands still; on a running one off by what passed meanwhile. */
    GuestDuration now() throws QmpException, InterruptedException {
        long seconds = seconds();
        for (String port : timerPorts) {
            long value = read(port);
            if (value != NO_DEVICE) {
                return new GuestDuration(combine(seconds, value));
            }
        }
        return GuestDuration.ofSeconds(seconds);
    }

    /** The time whose whole seconds are given and at which the timer shows this. */
    static long combine(long seconds, long timer) {
        long atSecond = seconds * TICKS_PER_SECOND;
        long behind = Math.floorMod(timer - atSecond, TICKS);
        long ticks = behind > TICKS / 2 ? behind - TICKS : behind;
        return Math.max(0, seconds * NANOSECONDS + ticks * NANOSECONDS / TICKS_PER_SECOND);
    }

    private long seconds() throws QmpException, InterruptedException {
        Object answer = qmp.execute("qom-get", Map.of("path", "/machine", "property", "rtc-time"));
        if (!(answer instanceof Map<?, ?> time)) {
            throw new QmpException("no time of the real-time clock: " + answer);
        }
        LocalDateTime shown = LocalDateTime.of(1900 + field(time, "tm_year"),
                1 + field(time, "tm_mon"), field(time, "tm_mday"), field(time, "tm_hour"),
                field(time, "tm_min"), field(time, "tm_sec"));
        return Math.max(0, START.until(shown, ChronoUnit.SECONDS));
    }

    private static int field(Map<?, ?> time, String name) throws QmpException {
        if (time.get(name) instanceof Number number) {
            return number.intValue();
        }
        throw new QmpException("no " + name + " in " + time);
    }

    private long read(String port) throws QmpException, InterruptedException {
        Matcher value = PORT_VALUE.matcher(qmp.monitor("i /w " + port));
        return value.find() ? Long.parseLong(value.group(1), 16) : NO_DEVICE;
    }
}
