package checker.suite;

import checker.cli.CheckRequest;
import checker.cli.CheckRun;
import checker.report.CheckResult;
import checker.repository.Repository;
import checker.steps.Claims;
import java.util.List;

/** The checks themselves. Each runs its machines one by one: the suite runs checks side by side. */
final class CheckJudge implements Judge {

    private final Repository repository;

    CheckJudge(Repository repository) {
        this.repository = repository;
    }

    @Override
    public CheckResult judge(CheckRequest request) {
        return CheckRun.run(request.sideBySide(1));
    }

    @Override
    public List<String> claims(int step) {
        return Claims.of(step).stream()
                .map(claim -> claim.getSimpleName().replaceFirst("Test$", "")).toList();
    }

    @Override
    public boolean judgesBaseline() {
        return !Claims.of(0).isEmpty()
                && repository.steps().stream().anyMatch(step -> step.number() == 0);
    }
}
