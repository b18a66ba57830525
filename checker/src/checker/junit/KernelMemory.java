package checker.junit;

import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.machine.CpuState;
import checker.machine.GuestMemory;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The kernel's code and variables as they were in memory at one moment. */
final class KernelMemory {

    /** What no kernel changes while it runs is taken from the file. */
    private static final String UNCHANGING = "\\.(text|rodata|eh_frame|note).*";

    private final ElfImage image;
    private final NavigableMap<Long, byte[]> pieces;

    private KernelMemory(ElfImage image, NavigableMap<Long, byte[]> pieces) {
        this.image = image;
        this.pieces = pieces;
    }

    /** Nothing: of a machine that never got so far. */
    static KernelMemory none(ElfImage image) {
        return new KernelMemory(image, new TreeMap<>(Long::compareUnsigned));
    }

    /**
     * A copy of what a stopped machine holds: the kernel's variables, and the tables of interrupts
     * that its CPUs have loaded, wherever they are. Pages that are not mapped are left out: code of
     * the boot, unmapped since, and guard pages among the variables.
     */
    static KernelMemory copy(ElfImage image, GuestMemory memory, List<CpuState> cpus) {
        KernelMemory copy = none(image);
        for (ElfSection section : image.sections()) {
            if (!section.loaded() || section.size() == 0) {
                continue;
            }
            if (section.name().matches(UNCHANGING)) {
                copy.pieces.put(section.address(), section.contents());
            } else {
                copy.pieces.putAll(memory.readMapped(section.address(),
                        Math.toIntExact(section.size())));
            }
        }
        for (CpuState cpu : cpus) {
            if (cpu.mode() != CpuState.Mode.REAL) { // it has loaded none: it has not been started
                copy.add(memory, cpu.register("IDT.base"), (int) cpu.register("IDT.limit") + 1);
            }
        }
        return copy;
    }

    private void add(GuestMemory memory, long address, int length) {
        if (!has(address, length)) {
            pieces.putAll(memory.readMapped(address, length));
        }
    }

    /** Whether all of these bytes were copied. */
    boolean has(long address, int length) {
        for (long next = address; next < address + length; ) {
            Map.Entry<Long, byte[]> piece = pieces.floorEntry(next);
            long end = piece == null ? 0 : piece.getKey() + piece.getValue().length;
            if (piece == null || Long.compareUnsigned(next, end) >= 0) {
                return false;
            }
            next = end;
        }
        return true;
    }

    byte[] read(long address, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            long next = address + done;
            Map.Entry<Long, byte[]> piece = pieces.floorEntry(next);
            long within = piece == null ? 0 : next - piece.getKey();
            if (piece == null || within >= piece.getValue().length) {
                throw outside(next);
            }
            int here = Math.min(length - done, piece.getValue().length - (int) within);
            System.arraycopy(piece.getValue(), (int) within, bytes, done, here);
            done += here;
        }
        return bytes;
    }

    private IllegalArgumentException outside(long address) {
        return new IllegalArgumentException(image.describe(address)
                + " lies outside the kernel's variables; a claim about other memory takes a"
                + " machine of its own");
    }
}
