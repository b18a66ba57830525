package checker.suite;

import checker.cli.CheckRequest;
import checker.cli.CheckRun;
import checker.report.CheckResult;
import checker.steps.Claims;

/** The checks themselves. Each runs its machines one by one: the suite runs checks side by side. */
final class CheckJudge implements Judge {

    @Override
    public CheckResult judge(CheckRequest request) {
        return CheckRun.run(request.sideBySide(1));
    }

    @Override
    public boolean judgesBaseline() {
        return !Claims.of(0).isEmpty();
    }
}
