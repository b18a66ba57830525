package checker.process;

/** Thrown when the thread that waits for a command is interrupted; the command was killed. */
public final class CommandInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandInterruptedException(Command command) {
        super("interrupted while waiting for: " + command);
    }
}
