package checker.bench;

import checker.report.Outcome;
import java.util.List;

/** Thrown when a system cannot be measured. */
public final class BenchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient List<String> details;

    /**
     * A system that was not measured.
     *
     * @param outcome who is to blame
     * @param details what a reader needs to find the reason, line by line
     */
    BenchFailedException(Outcome outcome, String summary, List<String> details) {
        super(summary);
        this.outcome = outcome;
        this.details = List.copyOf(details);
    }

    public Outcome outcome() {
        return outcome;
    }

    public List<String> details() {
        return details;
    }
}
