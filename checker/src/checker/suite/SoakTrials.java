package checker.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The verdicts on known-good and known-bad kernels, over and over. Each seed is used in two rounds,
 * so that a verdict is not only compared with what it has to be but also with itself.
 */
final class SoakTrials implements TrialSource {

    private static final int ROUNDS_PER_SEED = 2;

    private final KernelTrees trees;
    private final Judge judge;
    private final long seed;
    private final int verdicts;

    /** A soak of a number of verdicts, with seeds that are drawn from one seed. */
    SoakTrials(KernelTrees trees, Judge judge, long seed, int verdicts) {
        this.trees = trees;
        this.judge = judge;
        this.seed = seed;
        this.verdicts = verdicts;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        Random seeds = new Random(seed);
        long current = seed;
        for (int round = 0; trials.size() < verdicts; round++) {
            if (round % ROUNDS_PER_SEED == 0) {
                current = seeds.nextLong() >>> Integer.SIZE;
            }
            List<Trial> subjects = subjects(current);
            if (subjects.isEmpty()) {
                return List.of();
            }
            for (Trial subject : subjects) {
                if (trials.size() < verdicts) {
                    trials.add(subject.inSoak(trials.size() + 1));
                }
            }
        }
        return trials;
    }

    /**
     * Good kernels are judged claim by claim, bad ones by the check that has to catch them; each on
     * an architecture that is drawn.
     */
    private List<Trial> subjects(long drawn) {
        KernelTrials byOneClaim = new KernelTrials(trees, new OneClaimJudge(judge), drawn);
        KernelTrials byAll = new KernelTrials(trees, judge, drawn);
        List<Trial> subjects = new ArrayList<>();
        subjects.addAll(stages(byOneClaim, "/passes-"));
        subjects.addAll(new VariantTrials(byOneClaim).trials());
        List<Trial> mistakes = MistakeTrials.onOneArchitecture(byAll).trials();
        subjects.addAll(mistakes.isEmpty() ? stages(byAll, "/fails-") : mistakes);
        return subjects;
    }

    private static List<Trial> stages(KernelTrials kernels, String kind) {
        return new StageTrials(kernels).trials().stream()
                .filter(trial -> trial.name().contains(kind)).toList();
    }
}
