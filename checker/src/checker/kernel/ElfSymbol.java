package checker.kernel;

/**
 * A function or variable of a kernel.
 *
 * @param name as the linker knows it
 * @param address virtual, of the first byte; 32-bit addresses are zero-extended
 * @param size in bytes; 0 when the source did not say, as with plain assembly labels
 * @param kind what it is
 * @param global whether other source files can name it
 */
public record ElfSymbol(String name, long address, long size, Kind kind, boolean global) {

    /** LABEL is what assembly defines without a type. */
    public enum Kind { FUNCTION, OBJECT, LABEL }
}
