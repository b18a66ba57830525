package checker.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what QEMU's monitor prints for {@code info lapic} and {@code info pic}. */
final class ApicText {

    private static final int BASE = 16;
    private static final Pattern LOCAL_VECTOR =
            Pattern.compile("(?m)^(LVT\\w+)\\s+0x([0-9a-f]+)");
    private static final Pattern SPURIOUS =
            Pattern.compile("(?m)^SPIV\\s+0x([0-9a-f]+)");
    private static final Pattern COMMAND_LOW = Pattern.compile("(?m)^ICR\\s+0x([0-9a-f]+)");
    private static final Pattern COMMAND_HIGH = Pattern.compile("(?m)^ICR2\\s+0x([0-9a-f]+)");
    private static final Pattern PRIORITY = Pattern.compile("\\bTPR 0x([0-9a-f]+)");
    private static final Pattern INITIAL = Pattern.compile("initial_count\\s*=\\s*(\\d+)");
    private static final Pattern CURRENT = Pattern.compile("current_count\\s*=\\s*(\\d+)");
    private static final Pattern DIVIDE = Pattern.compile("divide by (\\d+)");
    private static final Pattern VECTORS = Pattern.compile("(?m)^(ISR|IRR)\\s+([0-9(].*)$");
    private static final Pattern IO_APIC = Pattern.compile("(?m)^ioapic\\d+:.*\\bid=0x([0-9a-f]+)");
    private static final Pattern PIN = Pattern.compile("(?m)^\\s*pin (\\d+)\\s+0x([0-9a-f]{16})");
    private static final Pattern PIC = Pattern.compile(
            "(?m)^pic(\\d): irr=(\\w+) imr=(\\w+) isr=(\\w+) .*irq_base=(\\w+)");

    private static final int SPURIOUS_ENABLED = 1 << 8;

    private ApicText() {}

    /**
     * One CPU's Local APIC.
     *
     * @param id its APIC id, which the monitor does not print
     * @return empty when the text tells of none, as for a CPU without
     */
    static Optional<LocalApic> localApic(int id, String text) {
        Optional<Long> spurious = find(SPURIOUS, text, BASE);
        if (spurious.isEmpty()) {
            return Optional.empty();
        }
        Map<String, LocalApic.LocalVector> table = new HashMap<>();
        Matcher vector = LOCAL_VECTOR.matcher(text);
        while (vector.find()) {
            table.put(vector.group(1),
                    LocalApic.LocalVector.of(Long.parseLong(vector.group(2), BASE)));
        }
        long command = find(COMMAND_HIGH, text, BASE).orElse(0L) << Integer.SIZE
                | find(COMMAND_LOW, text, BASE).orElse(0L);
        return Optional.of(new LocalApic(id, table, spurious.get().intValue() & 0xff,
                (spurious.get() & SPURIOUS_ENABLED) != 0, find(INITIAL, text, 10).orElse(0L),
                find(CURRENT, text, 10).orElse(0L), find(DIVIDE, text, 10).orElse(1L).intValue(),
                command, find(PRIORITY, text, BASE).orElse(0L).intValue(),
                vectors("ISR", text), vectors("IRR", text)));
    }

    /** The first IOAPIC of {@code info pic}; empty when there is none. */
    static Optional<IoApic> ioApic(String text) {
        Optional<Long> id = find(IO_APIC, text, BASE);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<IoApic.Redirection> pins = new ArrayList<>();
        Matcher pin = PIN.matcher(text);
        while (pin.find()) {
            pins.add(new IoApic.Redirection(Integer.parseInt(pin.group(1)),
                    Long.parseUnsignedLong(pin.group(2), BASE)));
        }
        return Optional.of(new IoApic(id.get().intValue(), pins));
    }

    /** The 8259s of {@code info pic}, master first. */
    static List<Pic> pics(String text) {
        List<Pic> pics = new ArrayList<>();
        Matcher line = PIC.matcher(text);
        while (line.find()) {
            pics.add(new Pic(Integer.parseInt(line.group(1)), byteOf(line.group(3)),
                    byteOf(line.group(2)), byteOf(line.group(4)), byteOf(line.group(5))));
        }
        pics.sort(Comparator.comparing(Pic::index));
        return List.copyOf(pics);
    }

    private static int byteOf(String hex) {
        return Integer.parseInt(hex, BASE);
    }

    private static Optional<Long> find(Pattern pattern, String text, int radix) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(Long.parseLong(matcher.group(1), radix)) : Optional.empty();
    }

    /** The vectors of a line like {@code ISR  48 255(level)}; {@code (none)} has none. */
    private static Set<Integer> vectors(String register, String text) {
        Set<Integer> vectors = new TreeSet<>();
        Matcher line = VECTORS.matcher(text);
        while (line.find()) {
            if (line.group(1).equals(register)) {
                Matcher number = Pattern.compile("\\d+").matcher(line.group(2));
                while (number.find()) {
                    vectors.add(Integer.parseInt(number.group()));
                }
            }
        }
        return vectors;
    }
}
