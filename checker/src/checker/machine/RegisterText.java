package checker.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what QEMU's monitor prints for {@code info registers}, of one CPU or {@code -a}. */
final class RegisterText {

    private static final Pattern CPU = Pattern.compile("(?m)^CPU#\\d+\\s*$");
    private static final Set<String> SEGMENTS =
            Set.of("ES", "CS", "SS", "DS", "FS", "GS", "LDT", "TR");
    private static final Set<String> TABLES = Set.of("GDT", "IDT");
    private static final List<String> OF_SEGMENT =
            List.of(".selector", ".base", ".limit", ".attributes");
    private static final List<String> OF_TABLE = List.of(".base", ".limit");
    private static final int MOST_DIGITS = 16;

    private static final long PROTECTION = 1;
    private static final long LONG_MODE_ACTIVE = 1L << 10;
    private static final long CODE_IS_64_BIT = 1L << 21;

    private RegisterText() {}

    /**
     * Every CPU of the output, numbered in its order: QEMU's own numbers have holes where sockets
     * are empty. One that cannot be read is an error of ours.
     */
    static List<CpuState> parse(String text) {
        List<CpuState> cpus = new ArrayList<>();
        Matcher heading = CPU.matcher(text);
        boolean found = heading.find();
        while (found) {
            int start = heading.end();
            found = heading.find();
            int end = found ? heading.start() : text.length();
            cpus.add(cpu(cpus.size(), text.substring(start, end)));
        }
        return List.copyOf(cpus);
    }

    /** The one CPU of an output that is about no other, which has this index. */
    static CpuState cpu(int index, String text) {
        Map<String, Long> registers = registers(text);
        boolean wide = registers.containsKey("RIP");
        return new CpuState(index, mode(registers),
                required(registers, wide ? "RIP" : "EIP"),
                required(registers, wide ? "RSP" : "ESP"),
                required(registers, wide ? "RBP" : "EBP"),
                required(registers, wide ? "RFL" : "EFL"),
                (int) required(registers, "CPL"), required(registers, "HLT") != 0, registers);
    }

    /** By hand, for checks read thousands: what stands before and behind each equals sign. */
    private static Map<String, Long> registers(String text) {
        Map<String, Long> registers = new HashMap<>();
        for (int sign = text.indexOf('='); sign >= 0; sign = text.indexOf('=', sign + 1)) {
            String name = nameBefore(text, sign);
            List<Long> values = valuesBehind(text, sign);
            if (name.isEmpty() || values.isEmpty()) {
                continue;
            }
            registers.put(name, values.get(0));
            List<String> parts = SEGMENTS.contains(name) ? OF_SEGMENT
                    : TABLES.contains(name) ? OF_TABLE : List.of();
            for (int part = 0; part < Math.min(parts.size(), values.size()); part++) {
                registers.put(name + parts.get(part), values.get(part));
            }
        }
        return registers;
    }

    private static String nameBefore(String text, int sign) {
        int end = sign;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && isOfName(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isOfName(char character) {
        return character >= 'A' && character <= 'Z' || character >= '0' && character <= '9';
    }

    /** Numbers in a row; the next name may consist of digits, too, but no blank is behind it. */
    private static List<Long> valuesBehind(String text, int sign) {
        List<Long> values = new ArrayList<>();
        int start = sign + 1;
        while (start < text.length()) {
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            int end = start;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
            boolean whole = end == text.length() || Character.isWhitespace(text.charAt(end));
            if (end == start || end - start > MOST_DIGITS || !whole) {
                break;
            }
            values.add(Long.parseUnsignedLong(text, start, end, 16));
            start = end;
        }
        return values;
    }

    private static CpuState.Mode mode(Map<String, Long> registers) {
        if ((required(registers, "CR0") & PROTECTION) == 0) {
            return CpuState.Mode.REAL;
        }
        if ((registers.getOrDefault("EFER", 0L) & LONG_MODE_ACTIVE) == 0) {
            return CpuState.Mode.PROTECTED;
        }
        return (required(registers, "CS.attributes") & CODE_IS_64_BIT) != 0
                ? CpuState.Mode.LONG : CpuState.Mode.COMPATIBILITY;
    }

    private static long required(Map<String, Long> registers, String name) {
        Long value = registers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("QEMU does not tell " + name + ": " + registers);
        }
        return value;
    }
}
