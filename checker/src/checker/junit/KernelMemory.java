package checker.junit;

import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.machine.GuestMemory;
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
     * A copy of what a stopped machine holds. Pages that are not mapped are left out: code of the
     * boot, unmapped since, and guard pages among the variables.
     */
    static KernelMemory copy(ElfImage image, GuestMemory memory) {
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
        return copy;
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
