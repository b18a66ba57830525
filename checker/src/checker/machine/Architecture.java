package checker.machine;

/** The two machines that one kernel source is built for. */
public enum Architecture {
    X86_32("x86-32", 4),
    X86_64("x86-64", 8);

    private final String label;
    private final int pointerBytes;

    Architecture(String label, int pointerBytes) {
        this.label = label;
        this.pointerBytes = pointerBytes;
    }

    /** The name in commands, folders and reports: {@code x86-32} or {@code x86-64}. */
    public String label() {
        return label;
    }

    /** Size of a pointer, and of a stack slot, in bytes. */
    public int pointerBytes() {
        return pointerBytes;
    }

    @Override
    public String toString() {
        return label;
    }
}
