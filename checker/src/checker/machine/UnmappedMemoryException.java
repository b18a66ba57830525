package checker.machine;

/** Thrown when a virtual address leads nowhere, most often by a wild pointer of the kernel. */
public final class UnmappedMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long address;

    public UnmappedMemoryException(long address, int length) {
        super(String.format("%d bytes at 0x%x are not mapped", length, address));
        this.address = address;
    }

    /** The start of the range that could not be accessed. */
    public long address() {
        return address;
    }
}
