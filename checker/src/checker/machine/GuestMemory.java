package checker.machine;

import java.util.SortedMap;

/** The memory of a machine that stands still. */
public interface GuestMemory {

    /**
     * Bytes by virtual address, as the given CPU's page tables map them.
     *
     * @throws UnmappedMemoryException when a page of the range is not mapped
     */
    byte[] read(int cpu, long address, int length);

    /** Bytes by virtual address, as the boot CPU maps them. */
    byte[] read(long address, int length);

    /**
     * What is mapped of a range of virtual addresses, as the boot CPU maps it: each piece by its
     * first address, lowest first. For much memory at once; faster than {@link #read}.
     */
    SortedMap<Long, byte[]> readMapped(long address, int length);

    /**
     * Bytes of a kernel variable.
     *
     * @throws UnknownSymbolException when the kernel has none of that name
     */
    byte[] read(String symbol, int length);

    /** An integer of 1 to 8 bytes in a kernel variable, zero-extended. */
    default long readNumber(String symbol, int bytes) {
        return number(read(symbol, bytes));
    }

    /** An integer of up to 8 bytes as x86 keeps it, the lowest byte first; zero-extended. */
    static long number(byte[] bytes) {
        long value = 0;
        for (int index = bytes.length - 1; index >= 0; index--) {
            value = value << Byte.SIZE | bytes[index] & 0xff;
        }
        return value;
    }

    /** The same the other way: the lowest bytes of a value, 1 to 8 of them. */
    static byte[] bytes(long value, int count) {
        byte[] bytes = new byte[count];
        for (int index = 0; index < count; index++) {
            bytes[index] = (byte) (value >>> index * Byte.SIZE);
        }
        return bytes;
    }

    /** Writes by virtual address, as the boot CPU maps it; also where the CPU may not write. */
    void write(long address, byte[] bytes);

    byte[] readPhysical(long address, int length);

    void writePhysical(long address, byte[] bytes);
}
