package checker.suite;

import checker.cli.CheckRequest;
import checker.report.CaseResult;
import checker.report.CheckResult;
import checker.report.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the suite expects of a check, and the words for when it comes out otherwise. */
final class Verdicts {

    private static final int SHOWN = 5;

    private Verdicts() {}

    /** Throws unless the check passed, every case of it. */
    static void mustPass(CheckRequest request, CheckResult result) {
        if (!result.passed()) {
            throw new TrialFailedException("check step-" + request.step() + " ended with '"
                    + result.outcome().words() + "' where it has to pass",
                    describe(result));
        }
    }

    /** Throws unless the check found the kernel wrong. An error of its own is no verdict. */
    static void mustReject(CheckRequest request, CheckResult result) {
        if (!result.outcome().blamesTheKernel()) {
            throw new TrialFailedException("check step-" + request.step() + " ended with '"
                    + result.outcome().words() + "' where it has to find the kernel wrong",
                    describe(result));
        }
    }

    /** The seed, how many cases ended how, and those that did not pass, the gravest first. */
    static List<String> describe(CheckResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + result.seed() + ", " + result.cases().size() + " cases");
        for (Outcome outcome : Outcome.values()) {
            if (result.count(outcome) > 0) {
                lines.add(result.count(outcome) + " " + outcome.words());
            }
        }
        result.cases().stream().filter(one -> !one.passed())
                .sorted(Comparator.comparing(CaseResult::outcome).reversed()).limit(SHOWN)
                .forEach(one -> lines.addAll(describe(one)));
        return lines;
    }

    private static List<String> describe(CaseResult one) {
        List<String> lines = new ArrayList<>();
        lines.add(one.id() + ": " + one.outcome().words() + " " + one.reason());
        one.diagnosis().ifPresent(diagnosis -> {
            lines.add("  " + diagnosis.cause().words() + ": " + diagnosis.summary());
            diagnosis.facts().forEach(fact -> lines.add("  " + fact.key() + ": " + fact.value()));
        });
        one.evidence().log().ifPresent(log -> lines.add("  log: " + log));
        return lines;
    }
}
