package checker.machine;

/** How a CPU reads the instructions that it executes. */
public enum CpuMode {
    /** As after a reset: 16 bits, no protection. */
    REAL,
    /** With CR0.PE set, and not in 64-bit code. */
    PROTECTED,
    /** In a 64-bit code segment. */
    LONG;

    private static final int PROTECTION = 1 << 7; // HF_PE_MASK of QEMU's target/i386/cpu.h
    private static final int WIDE_CODE = 1 << 15; // HF_CS64_MASK

    /** By the flags that QEMU translates the code with. */
    static CpuMode ofFlags(int flags) {
        return (flags & WIDE_CODE) != 0 ? LONG : (flags & PROTECTION) != 0 ? PROTECTED : REAL;
    }
}
