package checker.machine;

/**
 * Thrown when the machine itself fails: QEMU died, refused its options or does not answer. The
 * environment or the checker is to blame, never the kernel. The message carries QEMU's command
 * line, what it said, the last exchange and the last lines of the serial line.
 */
public final class MachineFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String said;

    public MachineFailedException(String message, Throwable cause) {
        this(message, "", cause);
    }

    /**
     * A failure of a machine that was made.
     *
     * @param said what QEMU wrote to its error output
     */
    MachineFailedException(String message, String said, Throwable cause) {
        super(message, cause);
        this.said = said;
    }

    /** What QEMU wrote to its error output, empty where it was not asked. */
    public String said() {
        return said;
    }
}
