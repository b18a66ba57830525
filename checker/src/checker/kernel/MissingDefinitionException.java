package checker.kernel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when a kernel lacks a type, field or constant of the lesson's contract: the student's
 * finding, not an error of the checker.
 */
public final class MissingDefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that is not there.
     *
     * @param name {@code CPU.APICID}, {@code CPU} or {@code MAX_CPUS}
     * @param header where the contract wants it
     * @param reason the compiler's words
     */
    public record Missing(String name, String header, String reason) {

        @Override
        public String toString() {
            return header + " does not define " + name + " (" + reason + ")";
        }
    }

    private final transient List<Missing> missing;

    MissingDefinitionException(List<Missing> missing) {
        super(missing.stream().map(Missing::toString).collect(Collectors.joining("\n")));
        this.missing = List.copyOf(missing);
    }

    /** Everything that is missing, in the order it was asked for; not empty. */
    public List<Missing> missing() {
        return missing;
    }
}
