package checker.suite;

import checker.cli.CheckRequest;
import checker.report.CheckResult;

/** Decides whether a kernel does a step; the check itself, but for tests of the suite. */
@FunctionalInterface
interface Judge {

    /** Everything that goes wrong is an outcome of the result. */
    CheckResult judge(CheckRequest request);

    /** Whether there is a check of the baseline, which every stage has to pass. */
    default boolean judgesBaseline() {
        return false;
    }
}
