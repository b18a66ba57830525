package checker.timeline;

/** Bytes that are no trace ring; the message says in words for a student what is wrong. */
public final class UnreadableRingException extends Exception {

    private static final long serialVersionUID = 1;

    public UnreadableRingException(String message) {
        super(message);
    }
}
