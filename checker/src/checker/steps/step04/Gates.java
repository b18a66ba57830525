package checker.steps.step04;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boot CPU's interrupt table; Intel SDM volume 3A, "IDT Descriptors", and what gates push. */
final class Gates {

    private static final int USER = 3;
    /** Behind instruction, CS and flags. */
    private static final int STACK = 3;

    private Gates() {}

    /** Where vectors enter the kernel, from the first to the last. */
    static List<Long> entries(Machine machine, int first, int last) {
        boolean wide = isWide(machine);
        int bytes = wide ? 16 : 8;
        CpuState cpu = machine.cpus().get(machine.spec().bootCpu());
        byte[] table = machine.memory().read(
                cpu.register("IDT.base") + (long) first * bytes, (last - first + 1) * bytes);
        List<Long> entries = new ArrayList<>();
        for (int at = 0; at < table.length; at += bytes) {
            entries.add(entry(Arrays.copyOfRange(table, at, at + bytes), wide));
        }
        return List.copyOf(entries);
    }

    private static long entry(byte[] gate, boolean wide) {
        long high = wide ? GuestMemory.number(Arrays.copyOfRange(gate, 8, 12)) : 0;
        return high << 32 | GuestMemory.number(Arrays.copyOfRange(gate, 6, 8)) << 16
                | GuestMemory.number(Arrays.copyOf(gate, 2));
    }

    /**
     * What a CPU was about to do.
     *
     * @param instruction the address
     * @param stack its stack pointer
     */
    record Interrupted(long instruction, long stack) {}

    /**
     * What was interrupted by the gate at whose entry the CPU stands; no error code. From the
     * kernel on x86-32 nothing of the stack is pushed, for it is the same.
     */
    static Interrupted interrupted(Machine machine, Walk walk) {
        boolean hasStack = isWide(machine) || cameFromUser(machine, walk);
        return new Interrupted(pushed(machine, walk, 0), hasStack ? pushed(machine, walk, STACK)
                : walk.look().stack() + (long) STACK * Integer.BYTES);
    }

    /** Whether it was entered from user mode. */
    static boolean cameFromUser(Machine machine, Walk walk) {
        return (pushed(machine, walk, 1) & USER) == USER;
    }

    private static long pushed(Machine machine, Walk walk, int word) {
        int bytes = machine.spec().architecture().pointerBytes();
        return GuestMemory.number(walk.read(walk.look().stack() + (long) word * bytes, bytes));
    }

    private static boolean isWide(Machine machine) {
        return machine.spec().architecture() == Architecture.X86_64;
    }
}
