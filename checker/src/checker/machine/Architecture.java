package checker.machine;

/** The two machines that one kernel source is built for. */
public enum Architecture {
    X86_32("x86-32", 4, "qemu-system-i386"),
    X86_64("x86-64", 8, "qemu-system-x86_64");

    private final String label;
    private final int pointerBytes;
    private final String emulator;

    Architecture(String label, int pointerBytes, String emulator) {
        this.label = label;
        this.pointerBytes = pointerBytes;
        this.emulator = emulator;
    }

    /** The name in commands, folders and reports: {@code x86-32} or {@code x86-64}. */
    public String label() {
        return label;
    }

    /** Size of a pointer, and of a stack slot, in bytes. */
    public int pointerBytes() {
        return pointerBytes;
    }

    /** The program that emulates it, as it is found on the PATH. */
    public String emulator() {
        return emulator;
    }

    @Override
    public String toString() {
        return label;
    }
}
