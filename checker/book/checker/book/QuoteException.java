package checker.book;

/** Thrown when what a lesson quotes is not there. The message says what is not, and where. */
final class QuoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuoteException(String problem) {
        super(problem);
    }
}
