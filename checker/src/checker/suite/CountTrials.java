package checker.suite;

import checker.course.CourseSeries;
import java.util.ArrayList;
import java.util.List;

/** Each step has enough wrong and right solutions to tell whether its check is any good. */
final class CountTrials implements TrialSource {

    private static final int MISTAKES = 12;
    private static final int VARIANTS = 3;

    private final CourseSeries series;
    private final Judge judge;

    CountTrials(CourseSeries series, Judge judge) {
        this.series = series;
        this.judge = judge;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int step = judge.judgesBaseline() ? 0 : 1; step <= series.lastStage(); step++) {
            int mistakes = series.mistakes(step).size();
            int variants = series.variants(step).size();
            trials.add(Trial.of("count/step-" + step + "/mistakes",
                    bench -> atLeast(MISTAKES, mistakes, "mistakes")));
            trials.add(Trial.of("count/step-" + step + "/variants",
                    bench -> atLeast(VARIANTS, variants, "variants")));
        }
        return trials;
    }

    private static void atLeast(int wanted, int found, String what) {
        if (found < wanted) {
            throw new TrialFailedException("there are " + found + " " + what + "; a step has at"
                    + " least " + wanted, List.of());
        }
    }
}
