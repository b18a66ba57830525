package checker.suite;

import checker.cli.CheckRequest;
import checker.course.TrialPatch;
import checker.machine.Architecture;
import checker.report.Advice;
import checker.report.CaseResult;
import checker.report.CheckResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each wrong solution is rejected, by the check that its mail names and with the hint that it
 * names, on each architecture: a mistake that another check happens to catch would go unnoticed
 * once that one changes.
 *
 * <p>Trailers: {@code Check:} the cases that must fail, as {@code check --only} takes them;
 * {@code Hint:} the key of the hint, or words of it; {@code Architecture:} the one on which it is
 * wrong, when it is right on the other.
 */
final class MistakeTrials implements TrialSource {

    private final KernelTrees trees;
    private final Judge judge;
    private final long seed;

    MistakeTrials(KernelTrees trees, Judge judge, long seed) {
        this.trees = trees;
        this.judge = judge;
        this.seed = seed;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        int first = judge.judgesBaseline() ? 0 : 1;
        for (int step = first; step <= trees.series().lastStage(); step++) {
            for (TrialPatch mistake : trees.series().mistakes(step)) {
                trials.add(Trial.of("mistake/step-" + step + "/" + mistake.name(),
                        bench -> mustBeCaught(bench, mistake)).drawnFrom(seed));
            }
        }
        return trials;
    }

    private void mustBeCaught(Bench bench, TrialPatch mistake) throws Exception {
        Path kernel = bench.lay(trees.trial(mistake));
        for (String check : mistake.checks()) {
            CheckRequest request = CheckRequest.of(bench.repository(), mistake.step(), seed)
                    .ofKernel(kernel).on(architectures(mistake)).only(check);
            CheckResult result = judge.judge(request);
            Verdicts.mustReject(request, result);
            for (Architecture architecture : request.architectures()) {
                mustFailOn(architecture, check, result);
            }
            mistake.hints().forEach(hint -> mustHint(hint, result));
        }
    }

    private static void mustFailOn(Architecture architecture, String check, CheckResult result) {
        boolean caught = result.failures().stream()
                .anyMatch(failure -> failure.id().architecture() == architecture);
        if (!caught) {
            throw new TrialFailedException(check + " does not catch it on " + architecture,
                    Verdicts.describe(result));
        }
    }

    /** The hint has to come first: it is the only one that a learner sees at once. */
    private static void mustHint(String hint, CheckResult result) {
        List<Advice> shown = result.failures().stream().map(CaseResult::hints)
                .filter(hints -> !hints.isEmpty()).map(hints -> hints.get(0)).toList();
        boolean said = shown.stream().anyMatch(advice -> advice.key().equals(hint)
                || advice.where().contains(hint) || advice.wrong().contains(hint));
        if (!said) {
            String instead = shown.stream()
                    .map(advice -> "'" + advice.key() + "': " + advice.where())
                    .distinct().collect(Collectors.joining("; "));
            throw new TrialFailedException("the hint '" + hint + "' is not shown; shown: "
                    + (instead.isEmpty() ? "none" : instead), Verdicts.describe(result));
        }
    }

    private static Set<Architecture> architectures(TrialPatch mistake) {
        List<String> named = mistake.mail().trailers("Architecture");
        EnumSet<Architecture> chosen = EnumSet.allOf(Architecture.class);
        chosen.removeIf(one -> !named.isEmpty() && !named.contains(one.label()));
        if (chosen.isEmpty()) {
            throw new TrialFailedException(
                    "its trailer names no architecture: " + String.join(", ", named), List.of());
        }
        return chosen;
    }
}
