package checker.gdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How QEMU's GDB stub counts registers: other in its program for 64 bits than in that for 32,
 * whatever mode the CPU is in ({@code gdb-xml/i386-64bit.xml}, {@code i386-32bit.xml}).
 *
 * @param names in the stub's order, general registers by their names of 32 bits
 * @param bytes the size of a general register, and of each behind the segments
 */
record RegisterNumbers(List<String> names, int bytes) {

    private static final List<String> SEGMENTS = List.of("CS", "SS", "DS", "ES", "FS", "GS");
    private static final List<String> CONTROL = List.of("CR0", "CR2", "CR3", "CR4", "CR8");
    private static final RegisterNumbers WIDE = of(Long.BYTES, List.of("EAX", "EBX", "ECX",
            "EDX", "ESI", "EDI", "EBP", "ESP", "R8", "R9", "R10", "R11", "R12", "R13", "R14",
            "R15", "EIP"));
    private static final RegisterNumbers NARROW = of(Integer.BYTES, List.of("EAX", "ECX", "EDX",
            "EBX", "ESP", "EBP", "ESI", "EDI", "EIP"));

    private static RegisterNumbers of(int bytes, List<String> general) {
        List<String> names = new ArrayList<>(general);
        names.add("EFLAGS");
        names.addAll(SEGMENTS);
        names.addAll(List.of("FS_BASE", "GS_BASE", "KERNEL_GS_BASE"));
        names.addAll(CONTROL);
        return new RegisterNumbers(List.copyOf(names), bytes);
    }

    /** Those of the stub that describes itself so: its {@code target.xml}. */
    static RegisterNumbers of(String description) {
        return description.contains("i386-64bit.xml") ? WIDE : NARROW;
    }

    int number(String name) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("no register " + name + " among " + names);
        }
        return number;
    }

    /** The size of a register; flags and segment selectors have 32 bits everywhere. */
    int bytes(String name) {
        return name.equals("EFLAGS") || SEGMENTS.contains(name) ? Integer.BYTES : bytes;
    }

    /** How much of the block in which the stub gives all that it has is of use here. */
    int blockBytes() {
        return inBlock().stream().mapToInt(this::bytes).sum();
    }

    private List<String> inBlock() {
        return names.subList(0, names.size() - CONTROL.size());
    }

    /** Reads all that have a name here, but control registers, out of that part of the block. */
    Map<String, Long> values(byte[] block) {
        Map<String, Long> values = new LinkedHashMap<>();
        ByteBuffer from = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : inBlock()) {
            values.put(name, bytes(name) == Long.BYTES ? from.getLong()
                    : Integer.toUnsignedLong(from.getInt()));
        }
        return values;
    }
}
