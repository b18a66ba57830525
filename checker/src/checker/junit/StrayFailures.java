package checker.junit;

import checker.machine.Architecture;
import checker.report.CaseId;
import checker.report.CaseResult;
import checker.report.Evidence;
import checker.report.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Sees to it that nothing fails unheard: what goes wrong outside a case (a claim that cannot be
 * made, a matrix that throws) becomes a case that ended in an internal error.
 */
final class StrayFailures implements TestExecutionListener {

    private final CaseSink sink;
    private int count;

    StrayFailures(CaseSink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean wrong = result.getStatus() != TestExecutionResult.Status.SUCCESSFUL;
        if (!wrong || sink.holds(test.getDisplayName())) {
            return;
        }
        Judge judge = Judge.of(result.getThrowable());
        String reason = judge.reason().isEmpty()
                ? "a failure outside of any case: " + result.getThrowable() : judge.reason();
        CaseId id = new CaseId("Checker", "judges", Architecture.X86_32, "stray-" + ++count);
        sink.add(0, new CaseResult(id, test.getDisplayName(), "", "",
                Outcome.INTERNAL_ERROR, Optional.empty(), reason, List.of(),
                Evidence.NONE, Duration.ZERO));
    }
}
