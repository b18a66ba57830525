package checker.suite;

import java.util.List;

/** Thrown when a claim of the suite does not hold. */
public final class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    /**
     * A claim that failed.
     *
     * @param summary one line
     * @param details what a reader needs to find the reason, line by line
     */
    public TrialFailedException(String summary, List<String> details) {
        super(summary);
        this.details = List.copyOf(details);
    }

    public List<String> details() {
        return details;
    }
}
