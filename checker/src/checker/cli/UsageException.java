package checker.cli;

/** Thrown when a command line asks for what cannot be had; the message says what could. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
