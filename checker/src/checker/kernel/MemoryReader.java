package checker.kernel;

import java.io.IOException;

/** Reads the memory of a stopped machine by virtual address, as one of its CPUs sees it. */
@FunctionalInterface
public interface MemoryReader {

    /**
     * Exactly {@code length} bytes from {@code address} on.
     *
     * @throws IOException when a byte of the range is not mapped, or the machine does not answer
     */
    byte[] read(long address, int length) throws IOException;
}
