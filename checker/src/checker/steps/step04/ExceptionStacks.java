package checker.steps.step04;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stacks that a CPU's gates and TSS bring to exceptions; Intel SDM volume 3A, "Interrupt Stack
 * Table".
 */
final class ExceptionStacks {

    /** Where a TSS has RSP0 or ESP0, the stack for what comes in user mode. */
    static final int STACK_0_OF_TSS = 4;

    private static final Set<Integer> ON_X86_64 = new TreeSet<>(Set.of(1, 2, 8, 18));
    private static final Set<Integer> ON_X86_32 = Set.of(8);
    private static final int EXCEPTIONS = 32;
    private static final int IST_OF_GATE = 4;
    private static final int ISTS_OF_TSS = 36;
    private static final int ACCESS_OF_GATE = 5;
    private static final int TASK_GATE = 5;
    private static final int TYPE = 0x1f;
    private static final int STACK_OF_TSS = 56;

    private ExceptionStacks() {}

    /** The vectors that are to have one. */
    static Set<Integer> needed(Machine machine) {
        return machine.spec().architecture() == Architecture.X86_64 ? ON_X86_64 : ON_X86_32;
    }

    /** The end of the stack of each vector that has one of its own. */
    static Map<Integer, Long> of(Machine machine, int cpu) {
        CpuState state = machine.cpus().get(cpu);
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        int bytes = wide ? 16 : 8;
        byte[] table = machine.memory().read(state.register("IDT.base"), EXCEPTIONS * bytes);
        Map<Integer, Long> stacks = new TreeMap<>();
        for (int vector = 0; vector < EXCEPTIONS; vector++) {
            int gate = vector * bytes;
            if (wide && (table[gate + IST_OF_GATE] & 7) != 0) {
                int index = (table[gate + IST_OF_GATE] & 7) - 1;
                stacks.put(vector, number(machine, state.register("TR.base") + ISTS_OF_TSS
                        + (long) index * Long.BYTES, Long.BYTES));
            } else if (!wide && (table[gate + ACCESS_OF_GATE] & TYPE) == TASK_GATE) {
                int selector = (table[gate + 2] & 0xf8) | (table[gate + 3] & 0xff) << 8;
                long segment = number(machine, state.register("GDT.base") + selector, Long.BYTES);
                long base = segment >> 16 & 0xffffff | segment >>> 56 << 24;
                stacks.put(vector, number(machine, base + STACK_OF_TSS, Integer.BYTES));
            }
        }
        return stacks;
    }

    private static long number(Machine machine, long address, int bytes) {
        return GuestMemory.number(machine.memory().read(address, bytes));
    }
}
