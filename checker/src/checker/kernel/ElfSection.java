package checker.kernel;

/**
 * A section of an image. The contents are shared, not copied: callers must not write to them.
 *
 * @param name such as {@code .text}
 * @param address virtual, of the first byte; 0 for sections that are not loaded
 * @param size in bytes, in memory
 * @param loaded whether it is part of the running kernel
 * @param contents the bytes in the file; empty for a section that is all zero in memory
 */
public record ElfSection(String name, long address, long size, boolean loaded, byte[] contents) {

    /** Whether the address lies in this section of the running kernel. */
    public boolean holds(long at) {
        return loaded && Long.compareUnsigned(at - address, size) < 0;
    }

    @Override
    public String toString() {
        return name + " at 0x" + Long.toHexString(address) + ", " + size + " bytes";
    }
}
