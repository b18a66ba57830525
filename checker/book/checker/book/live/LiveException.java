package checker.book.live;

/** Thrown when a machine does not show what it is asked for. The message says what, and why. */
public final class LiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LiveException(String problem) {
        super(problem);
    }
}
