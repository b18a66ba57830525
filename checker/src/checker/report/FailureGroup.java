package checker.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases that failed alike: one claim, one diagnosis, several machines. Shown once.
 *
 * @param cases at least one; the first is the one that is shown
 */
record FailureGroup(List<CaseResult> cases) {

    FailureGroup {
        cases = List.copyOf(cases);
    }

    /** The failures of a check by kind, the most fundamental cause first. */
    static List<FailureGroup> of(CheckResult result) {
        Map<List<Object>, List<CaseResult>> groups = new LinkedHashMap<>();
        for (CaseResult failure : result.failures()) {
            groups.computeIfAbsent(kind(failure), kind -> new ArrayList<>()).add(failure);
        }
        return groups.values().stream().map(FailureGroup::new).toList();
    }

    CaseResult shown() {
        return cases.get(0);
    }

    Diagnosis diagnosis() {
        return shown().diagnosis().orElseThrow();
    }

    /** A kernel that does not come up fails every claim: that is one failure, not twenty. */
    static List<Object> kind(CaseResult failure) {
        if (failure.diagnosis().isEmpty()) {
            return List.of(failure.outcome(), failure.reason());
        }
        Diagnosis diagnosis = failure.diagnosis().get();
        boolean atBoot = diagnosis.cause().compareTo(Cause.WRONG_STATE) < 0;
        return atBoot
                ? List.of(diagnosis.cause(), diagnosis.summary())
                : List.of(diagnosis.cause(), diagnosis.summary(), diagnosis.key(),
                        failure.id().claim(), failure.id().method());
    }
}
