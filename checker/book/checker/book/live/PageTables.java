package checker.book.live;

import checker.machine.CpuState;
import checker.machine.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CPU's page tables as the CPU walks them: four levels in long mode, else PAE's three; Intel SDM
 * volume 3A, chapter "Paging".
 */
final class PageTables {

    /**
     * One entry on the way.
     *
     * @param level 4 for a PML4 entry down to 1 for a page table's
     * @param index in its table
     * @param address physical, of the entry
     * @param entry what it holds
     */
    record Step(int level, int index, long address, long entry) {

        boolean present() {
            return (entry & 1) != 0;
        }

        /** Whether it maps a page, of 4 KiB, 2 MiB or 1 GiB. */
        boolean isLeaf() {
            return level == 1 || level < 4 && (entry & LARGE) != 0;
        }
    }

    /**
     * Pages side by side that may be used alike.
     *
     * @param to the address behind the last
     * @param rights u or k, w or r, x or - for user or kernel only, writable or not, executable or
     *     not
     */
    record Range(long from, long to, String rights) {}

    private static final long LARGE = 1 << 7;
    private static final long NO_EXECUTE = 1L << 63;
    private static final int INDEX_BITS = 9;
    private static final int PAGE_BITS = 12;
    private static final int POINTERS = 4;
    private static final long FRAME = 0x000f_ffff_ffff_f000L;

    private final GuestMemory memory;
    private final boolean wide;
    private final long root;

    PageTables(GuestMemory memory, CpuState cpu, boolean wide) {
        this.memory = memory;
        this.wide = wide;
        this.root = cpu.register("CR3") & (wide ? FRAME : 0xffffffe0L);
    }

    /** The entries that translate an address, down to the one that maps it or is not present. */
    List<Step> walk(long address) {
        List<Step> steps = new ArrayList<>();
        long table = root;
        for (int level = wide ? 4 : 3; level > 0; level--) {
            int index = (int) (address >>> shift(level)) & count(level) - 1;
            long place = table + (long) index * Long.BYTES;
            Step step = new Step(level, index, place, entries(place, 1).getLong());
            steps.add(step);
            if (!step.present() || step.isLeaf()) {
                break;
            }
            table = step.entry() & FRAME;
        }
        return List.copyOf(steps);
    }

    /** The lowest virtual address by which a physical page is mapped. */
    Optional<Long> find(long page) {
        return find(page, root, wide ? 4 : 3, 0);
    }

    /** All that is mapped, by ascending address. */
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        add(ranges, root, wide ? 4 : 3, 0, -1L);
        return List.copyOf(ranges);
    }

    /** What entries above leave: rights are those that all have, execution what none forbids. */
    private void add(List<Range> ranges, long table, int level, long base, long above) {
        ByteBuffer entries = entries(table, count(level));
        for (int index = 0; index < count(level); index++) {
            Step step = new Step(level, index, 0, entries.getLong());
            // PAE's topmost entries have no rights of their own.
            long rights = !wide && level == 3 ? above
                    : step.entry() & above & 6 | (step.entry() ^ NO_EXECUTE) & above & NO_EXECUTE;
            long address = base | (long) index << shift(level);
            if (step.present() && step.isLeaf()) {
                append(ranges, canonical(address), 1L << shift(level), rights);
            } else if (step.present()) {
                add(ranges, step.entry() & FRAME, level - 1, address, rights);
            }
        }
    }

    private static void append(List<Range> ranges, long from, long bytes, long rights) {
        String words = ((rights & 4) != 0 ? "u" : "k") + ((rights & 2) != 0 ? "w" : "r")
                + ((rights & NO_EXECUTE) != 0 ? "x" : "-");
        int last = ranges.size() - 1;
        boolean more = last >= 0 && ranges.get(last).to() == from
                && ranges.get(last).rights().equals(words);
        long start = more ? ranges.remove(last).from() : from;
        ranges.add(new Range(start, from + bytes, words));
    }

    private Optional<Long> find(long page, long table, int level, long base) {
        ByteBuffer entries = entries(table, count(level));
        for (int index = 0; index < count(level); index++) {
            Step step = new Step(level, index, 0, entries.getLong());
            long address = base | (long) index << shift(level);
            long bytes = 1L << shift(level);
            Optional<Long> found = Optional.empty();
            if (step.present() && step.isLeaf()) {
                long start = step.entry() & FRAME & -bytes;
                found = page >= start && page < start + bytes
                        ? Optional.of(canonical(address + page - start)) : found;
            } else if (step.present()) {
                found = find(page, step.entry() & FRAME, level - 1, address);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private int count(int level) {
        return !wide && level == 3 ? POINTERS : 1 << INDEX_BITS;
    }

    private static int shift(int level) {
        return PAGE_BITS + INDEX_BITS * (level - 1);
    }

    /** Bit 47 is copied upwards. */
    private long canonical(long address) {
        return wide ? address << 16 >> 16 : address;
    }

    private ByteBuffer entries(long address, int count) {
        return ByteBuffer.wrap(memory.readPhysical(address, count * Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
