package checker.suite;

import checker.cli.CheckRequest;
import checker.report.CheckResult;
import java.util.List;

/** Decides whether a kernel does a step; the check itself, but for tests of the suite. */
@FunctionalInterface
interface Judge {

    /** Everything that goes wrong is an outcome of the result. */
    CheckResult judge(CheckRequest request);

    /** The names of the claims of a step, as {@code check --only} takes them. */
    default List<String> claims(int step) {
        return List.of();
    }

    /** Whether there is a check of the baseline, which every stage has to pass. */
    default boolean judgesBaseline() {
        return false;
    }
}
