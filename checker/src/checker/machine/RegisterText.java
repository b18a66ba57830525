package checker.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what QEMU's monitor prints for {@code info registers}, of one CPU or {@code -a}. */
final class RegisterText {

    private static final Pattern CPU = Pattern.compile("(?m)^CPU#\\d+\\s*$");
    private static final Pattern REGISTER = Pattern.compile(
            "\\b([A-Z][A-Z0-9]{1,5}) ?=([0-9a-f]{1,16})\\b");
    private static final Pattern SEGMENT = Pattern.compile(
            "(?m)^(ES|CS|SS|DS|FS|GS|LDT|TR) *=([0-9a-f]{4}) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+)");
    private static final Pattern TABLE = Pattern.compile(
            "(?m)^(GDT|IDT) *= *([0-9a-f]+) ([0-9a-f]+)");

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

    private static Map<String, Long> registers(String text) {
        Map<String, Long> registers = new HashMap<>();
        Matcher register = REGISTER.matcher(text);
        while (register.find()) {
            registers.put(register.group(1), number(register.group(2)));
        }
        Matcher segment = SEGMENT.matcher(text);
        while (segment.find()) {
            String name = segment.group(1);
            registers.put(name + ".selector", number(segment.group(2)));
            registers.put(name + ".base", number(segment.group(3)));
            registers.put(name + ".limit", number(segment.group(4)));
            registers.put(name + ".attributes", number(segment.group(5)));
        }
        Matcher table = TABLE.matcher(text);
        while (table.find()) {
            registers.put(table.group(1) + ".base", number(table.group(2)));
            registers.put(table.group(1) + ".limit", number(table.group(3)));
        }
        return registers;
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

    private static long number(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }
}
