package checker.junit;

import checker.report.Diagnosis;
import checker.report.Fact;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thrown when a claim does not hold: the kernel is wrong, and the diagnosis says how. */
public final class Finding extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;
    private final transient Optional<Recording> recording;

    public Finding(Diagnosis diagnosis) {
        this(diagnosis, Optional.empty());
    }

    /** With what a machine had recorded that cannot be asked again. */
    Finding(Diagnosis diagnosis, Recording recording) {
        this(diagnosis, Optional.of(recording));
    }

    private Finding(Diagnosis diagnosis, Optional<Recording> recording) {
        super(diagnosis.summary() + diagnosis.facts().stream()
                .map(Finding::line).collect(Collectors.joining()));
        this.diagnosis = diagnosis;
        this.recording = recording;
    }

    public Diagnosis diagnosis() {
        return diagnosis;
    }

    Optional<Recording> recording() {
        return recording;
    }

    private static String line(Fact fact) {
        return "\n    " + fact.key() + ": " + fact.value();
    }
}
