package checker.junit;

import checker.report.Diagnosis;
import checker.report.Fact;
import java.util.stream.Collectors;

/** Thrown when a claim does not hold: the kernel is wrong, and the diagnosis says how. */
public final class Finding extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    public Finding(Diagnosis diagnosis) {
        super(diagnosis.summary() + diagnosis.facts().stream()
                .map(Finding::line).collect(Collectors.joining()));
        this.diagnosis = diagnosis;
    }

    public Diagnosis diagnosis() {
        return diagnosis;
    }

    private static String line(Fact fact) {
        return "\n    " + fact.key() + ": " + fact.value();
    }
}
