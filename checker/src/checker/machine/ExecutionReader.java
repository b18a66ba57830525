package checker.machine;

/** Is told what a machine executed, in the order of the guest's time. */
public interface ExecutionReader {

    /** A CPU executes the instruction at a linear address; in a log of all, each one. */
    void executes(int cpu, long address, CpuMode mode);

    /** With that in EAX and EDX, where registers are noted. */
    default void registers(long accumulator, long data) {}

    /** A CPU does what an INIT asks of it, before it executes anything else. */
    default void resets(int cpu) {}

    /** That instruction writes to a device that lies at a physical address. */
    default void writes(int cpu, long address, long value) {}
}
