package checker.steps.hands;

import static checker.junit.Expectation.expect;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where a kernel has mapped the registers of a device, as the boot CPU's page tables have it; Intel
 * SDM volume 3A, "Paging".
 */
public final class MappedRegisters {

    private static final long FRAME = 0x000ffffffffff000L;
    private static final int PRESENT = 1;
    private static final int LARGE = 1 << 7;
    private static final int PAGE_SHIFT = 12;
    private static final int INDEX_BITS = 9;

    private final Machine machine;
    private final long wanted;
    private final boolean wide;

    private MappedRegisters(Machine machine, long wanted) {
        this.machine = machine;
        this.wanted = wanted;
        this.wide = machine.spec().architecture() == Architecture.X86_64;
    }

    /**
     * The linear address of a page of registers, of a machine that stands still; fails where there
     * is none.
     *
     * @param page its physical address
     */
    public static long of(Machine machine, long page) {
        MappedRegisters registers = new MappedRegisters(machine, page);
        CpuState cpu = machine.cpu(machine.spec().bootCpu());
        long root = cpu.register("CR3") & (registers.wide ? FRAME : ~0x1fL);
        OptionalLong found = registers.find(root, registers.wide ? 4 : 3, 0);
        expect(String.format("whether the registers at 0x%x are mapped", page), found.isPresent())
                .toBe(true);
        return found.getAsLong();
    }

    /** Looks through a table, from its end: the kernel's part. */
    private OptionalLong find(long table, int level, long base) {
        int entries = level == 3 && !wide ? 4 : 1 << INDEX_BITS;
        byte[] bytes = bytes(table, entries * Long.BYTES);
        for (int index = entries - 1; index >= 0; index--) {
            long entry = GuestMemory.number(Arrays.copyOfRange(bytes,
                    index * Long.BYTES, (index + 1) * Long.BYTES));
            long at = base | (long) index << PAGE_SHIFT + INDEX_BITS * (level - 1);
            if ((entry & PRESENT) == 0) {
                continue;
            }
            OptionalLong found = isLeaf(entry, level) ? inPage(entry, level, at)
                    : find(entry & FRAME, level - 1, at);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong inPage(long entry, int level, long base) {
        long bytes = 1L << PAGE_SHIFT + INDEX_BITS * (level - 1);
        long offset = wanted - (entry & FRAME & -bytes);
        return offset >= 0 && offset < bytes
                ? OptionalLong.of(wide ? base + offset << 16 >> 16 : base + offset)
                : OptionalLong.empty();
    }

    private boolean isLeaf(long entry, int level) {
        return level == 1 || (level == 2 || level == 3 && wide) && (entry & LARGE) != 0;
    }

    private byte[] bytes(long address, int count) {
        try {
            return machine.memory().readPhysical(address, count);
        } catch (UnmappedMemoryException e) {
            return new byte[count];
        }
    }
}
