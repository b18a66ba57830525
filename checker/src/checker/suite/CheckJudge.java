package checker.suite;

import checker.cli.CheckRequest;
import checker.cli.CheckRun;
import checker.report.CheckResult;
import checker.repository.Repository;
import checker.steps.Claims;

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
    public boolean judgesBaseline() {
        return !Claims.of(0).isEmpty()
                && repository.steps().stream().anyMatch(step -> step.number() == 0);
    }
}
