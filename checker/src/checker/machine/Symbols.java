package checker.machine;

import java.util.OptionalLong;

/** Where a kernel's functions and variables are; what a machine asks to find them in memory. */
public interface Symbols {

    /** The virtual address of the symbol, or empty when the kernel has none of that name. */
    OptionalLong address(String symbol);

    /** The physical address at which a loader starts the kernel. */
    long entry();

    /** The address as {@code Name+0x1c}, or as a bare hexadecimal number outside all symbols. */
    String describe(long address);
}
