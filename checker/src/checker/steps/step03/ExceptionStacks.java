package checker.steps.step03;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a CPU's own tables say about exceptions; Intel SDM volume 3A, chapters "Interrupt and
 * Exception Handling" and "Task Management".
 */
final class ExceptionStacks {

    private static final int NMI = 2;
    private static final int DOUBLE_FAULT = 8;
    private static final int INTERRUPT_STACKS = 7;
    private static final int FIRST_OF_LONG_MODE = 36;
    private static final int ESP = 56;
    private static final int TASK_GATE = 5;
    private static final int TYPE = 0x1f;

    private ExceptionStacks() {}

    /** The ends of the stacks that exceptions bring: of the TSS, or of the double fault's task. */
    static List<Long> of(Machine machine, CpuState cpu) {
        try {
            return found(machine, cpu);
        } catch (UnmappedMemoryException e) { // it has no tables
            return List.of();
        }
    }

    private static List<Long> found(Machine machine, CpuState cpu) {
        if (machine.spec().architecture() == Architecture.X86_64) {
            List<Long> stacks = new ArrayList<>();
            for (int index = 0; index < INTERRUPT_STACKS; index++) {
                long stack = number(machine, cpu.register("TR.base") + FIRST_OF_LONG_MODE
                        + (long) index * Long.BYTES, Long.BYTES);
                if (stack != 0) {
                    stacks.add(stack);
                }
            }
            return stacks;
        }
        long gate = number(machine, cpu.register("IDT.base") + DOUBLE_FAULT * Long.BYTES,
                Long.BYTES);
        if ((gate >> 40 & TYPE) != TASK_GATE) {
            return List.of();
        }
        long selector = gate >> 16 & 0xfff8;
        long segment = number(machine, cpu.register("GDT.base") + selector, Long.BYTES);
        long base = segment >> 16 & 0xffffff | segment >>> 56 << 24;
        return List.of(number(machine, base + ESP, Integer.BYTES));
    }

    /** Where an NMI enters the kernel, as the boot CPU's IDT has it. */
    static long entryOfNmi(Machine machine) {
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        CpuState cpu = machine.cpus().get(machine.spec().bootCpu());
        byte[] gate = machine.memory().read(
                cpu.register("IDT.base") + NMI * (wide ? 16L : 8L), wide ? 16 : 8);
        long low = gate[0] & 0xffL | (gate[1] & 0xffL) << 8;
        long middle = gate[6] & 0xffL | (gate[7] & 0xffL) << 8;
        long high = 0;
        for (int index = wide ? 11 : 7; index >= 8; index--) {
            high = high << 8 | gate[index] & 0xff;
        }
        return high << 32 | middle << 16 | low;
    }

    private static long number(Machine machine, long address, int bytes) {
        return GuestMemory.number(machine.memory().read(address, bytes));
    }
}
