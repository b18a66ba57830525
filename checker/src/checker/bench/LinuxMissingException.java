package checker.bench;

import java.util.List;

/** Thrown when Linux cannot be had on this host; says what to do about it. */
public final class LinuxMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    /**
     * Linux is not to be had.
     *
     * @param details what was tried and what to do, line by line
     */
    LinuxMissingException(String reason, List<String> details) {
        super(reason);
        this.details = List.copyOf(details);
    }

    public List<String> details() {
        return details;
    }
}
