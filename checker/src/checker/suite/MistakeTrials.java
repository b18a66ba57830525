package checker.suite;

import checker.cli.CheckRequest;
import checker.course.TrialPatch;
import checker.machine.Architecture;
import checker.report.Advice;
import checker.report.CaseResult;
import checker.report.CheckResult;
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

    private final KernelTrials kernels;
    private final boolean onOneArchitecture;

    /** On each architecture on which a mistake is one. */
    MistakeTrials(KernelTrials kernels) {
        this(kernels, false);
    }

    private MistakeTrials(KernelTrials kernels, boolean onOneArchitecture) {
        this.kernels = kernels;
        this.onOneArchitecture = onOneArchitecture;
    }

    /** On one of them, drawn from the seed: twice as many verdicts in the same time. */
    static MistakeTrials onOneArchitecture(KernelTrials kernels) {
        return new MistakeTrials(kernels, true);
    }

    @Override
    public List<Trial> trials() {
        return kernels.ofEach("mistake", kernels.trees().series()::mistakes, this::mustBeCaught);
    }

    private void mustBeCaught(Bench bench, TrialPatch mistake) throws Exception {
        CheckRequest whole = kernels.request(bench, mistake.step(), kernels.trees().trial(mistake))
                .on(chosen(mistake));
        for (String check : mistake.checks()) {
            CheckRequest request = whole.only(check);
            CheckResult result = kernels.judge().judge(request);
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
        boolean said = shown.stream().anyMatch(advice -> advice.says(hint));
        if (!said) {
            String instead = shown.stream()
                    .map(advice -> "'" + advice.key() + "': " + advice.where())
                    .distinct().collect(Collectors.joining("; "));
            throw new TrialFailedException("the hint '" + hint + "' is not shown; shown: "
                    + (instead.isEmpty() ? "none" : instead), Verdicts.describe(result));
        }
    }

    private Set<Architecture> chosen(TrialPatch mistake) {
        Set<Architecture> all = architectures(mistake);
        long place = Math.floorMod(kernels.seed() ^ mistake.name().hashCode(), all.size());
        return onOneArchitecture ? Set.of(List.copyOf(all).get((int) place)) : all;
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
