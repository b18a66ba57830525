package checker.junit;

import checker.report.Outcome;
import checker.report.Progress;
import java.util.List;

/** Notices when a behaviour has been judged on the last of its machines. */
final class BehaviourTally {

    private final Progress progress;
    private final int machines;
    private int left;
    private Outcome gravest = Outcome.PASSED;

    BehaviourTally(Progress progress, List<Choice> choices) {
        this.progress = progress;
        machines = choices.size();
        left = machines;
    }

    void ended(String sentence, Outcome outcome) {
        boolean last;
        Outcome all;
        synchronized (this) {
            gravest = gravest.orGraver(outcome);
            left--;
            last = left == 0;
            all = gravest;
        }
        if (last) {
            progress.behaviourFinished(sentence, all, machines);
        }
    }
}
