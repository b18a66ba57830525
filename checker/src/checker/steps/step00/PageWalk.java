package checker.steps.step00;

import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages that the boot CPU's tables map, with the rights of all levels together; Intel SDM
 * volume 3A, chapter "Paging", sections on PAE and 4-level paging.
 */
final class PageWalk {

    /**
     * A page of some size.
     *
     * @param address virtual, of its first byte
     * @param bytes its size
     * @param writable whether the kernel may write to it
     * @param executable whether the kernel may execute it
     */
    record Page(long address, long bytes, boolean writable, boolean executable) {

        boolean holds(long at) {
            return Long.compareUnsigned(at - address, bytes) < 0;
        }

        @Override
        public String toString() {
            return String.format("0x%x (%d KiB)", address, bytes >> 10);
        }
    }

    private static final int PRESENT = 0;
    private static final int WRITABLE = 1;
    private static final int LARGE = 7;
    private static final int NO_EXECUTE = 63;
    private static final int INDEX_BITS = 9;
    private static final int PAGE_BITS = 12;
    private static final long FRAME = 0x000f_ffff_ffff_f000L;

    private final GuestMemory memory;
    private final boolean is64;
    private final long root;
    private final List<Page> pages = new ArrayList<>();

    PageWalk(Machine machine) {
        CpuState cpu = machine.cpus().get(0);
        memory = machine.memory();
        is64 = machine.spec().architecture() == Architecture.X86_64;
        root = cpu.register("CR3");
    }

    /** Every page that is present, by ascending address. */
    List<Page> pages() {
        if (is64) {
            table(root & FRAME, 4, 0, true, true);
        } else {
            pointers();
        }
        return List.copyOf(pages);
    }

    /** PAE's topmost table: four entries without rights of their own, on 32 bytes. */
    private void pointers() {
        ByteBuffer entries = entries(root & ~0x1fL, 4);
        for (int index = 0; index < 4; index++) {
            long entry = entries.getLong();
            if (bit(entry, PRESENT)) {
                table(entry & FRAME, 2, (long) index << 30, true, true);
            }
        }
    }

    private void table(long address, int level, long base, boolean writable, boolean executable) {
        int shift = PAGE_BITS + INDEX_BITS * (level - 1);
        ByteBuffer entries = entries(address, 1 << INDEX_BITS);
        for (int index = 0; index < 1 << INDEX_BITS; index++) {
            long entry = entries.getLong();
            if (!bit(entry, PRESENT)) {
                continue;
            }
            long at = canonical(base | (long) index << shift);
            boolean canWrite = writable && bit(entry, WRITABLE);
            boolean canExecute = executable && !bit(entry, NO_EXECUTE);
            if (level == 1 || bit(entry, LARGE)) {
                pages.add(new Page(at, 1L << shift, canWrite, canExecute));
            } else {
                table(entry & FRAME, level - 1, at, canWrite, canExecute);
            }
        }
    }

    /** Bit 47 is copied upwards: the upper half of 64-bit addresses. */
    private long canonical(long address) {
        return is64 ? address << 16 >> 16 : address;
    }

    private ByteBuffer entries(long address, int count) {
        return ByteBuffer.wrap(memory.readPhysical(address, count * Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean bit(long entry, int number) {
        return (entry >>> number & 1) != 0;
    }
}
