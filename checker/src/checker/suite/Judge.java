package checker.suite;

import checker.cli.CheckRequest;
import checker.report.CheckResult;

/** Decides whether a kernel does a step; the check itself, but for tests of the suite. */
@FunctionalInterface
interface Judge {

    /** Everything that goes wrong is an outcome of the result. */
    CheckResult judge(CheckRequest request);
}
