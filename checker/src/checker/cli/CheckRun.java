package checker.cli;

import checker.report.CheckResult;

/**
 * Runs a check in this process. The command does no more than ask for this and print; the
 * project's test suite asks for it with one kernel after the other.
 */
public final class CheckRun {

    private CheckRun() {}

    /**
     * Builds the kernel for each architecture, boots it on every machine of the step's claims,
     * and judges. Everything that goes wrong is an outcome of the result.
     */
    public static CheckResult run(CheckRequest request) {
        throw new UnsupportedOperationException("check of " + request);
    }
}
