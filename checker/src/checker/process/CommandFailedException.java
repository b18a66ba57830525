package checker.process;

/** Thrown where only success will do and a command ended with another exit code than 0. */
public final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 20;

    private final transient CommandResult result;

    CommandFailedException(CommandResult result) {
        super("exit code " + result.exitCode() + " from: " + String.join(" ", result.command())
                + LastLines.of(whatItSaid(result), SHOWN_LINES));
        this.result = result;
    }

    /** All that is known of the run. */
    public CommandResult result() {
        return result;
    }

    private static String whatItSaid(CommandResult result) {
        return result.errors().isBlank() ? result.output() : result.errors();
    }
}
