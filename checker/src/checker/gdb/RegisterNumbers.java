package checker.gdb;

import java.util.List;

/**
 * How QEMU's GDB stub counts the general registers: other in its program for 64 bits than in that
 * for 32, whatever mode the CPU is in ({@code gdb-xml/i386-64bit.xml}, {@code i386-32bit.xml}).
 *
 * @param names in the stub's order, those of 32 bits
 * @param bytes the size of each
 */
record RegisterNumbers(List<String> names, int bytes) {

    private static final RegisterNumbers WIDE = new RegisterNumbers(List.of("EAX", "EBX", "ECX",
            "EDX", "ESI", "EDI", "EBP", "ESP", "R8", "R9", "R10", "R11", "R12", "R13", "R14",
            "R15", "EIP"), Long.BYTES);
    private static final RegisterNumbers NARROW = new RegisterNumbers(List.of("EAX", "ECX", "EDX",
            "EBX", "ESP", "EBP", "ESI", "EDI", "EIP"), Integer.BYTES);

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
}
