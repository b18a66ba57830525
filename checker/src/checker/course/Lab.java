package checker.course;

import java.util.List;
import java.util.Optional;

/**
 * A student's branch for one step, made from the stage before it.
 *
 * @param step the step that is worked on, from 1
 */
record Lab(int step) {

    static final String PREFIX = "lab/";

    /** The lab that a branch is, if it is one. */
    static Optional<Lab> of(String branch) {
        return branch.matches("lab/step-\\d{1,2}")
                ? Optional.of(new Lab(Integer.parseInt(branch.substring("lab/step-".length()))))
                : Optional.empty();
    }

    /** The labs that a clone has, by step. */
    static List<Lab> all(Clone clone) {
        return clone.git().lines("for-each-ref", "--format=%(refname:short)", "refs/heads/lab/")
                .stream().map(Lab::of).flatMap(Optional::stream)
                .sorted((one, other) -> Integer.compare(one.step(), other.step())).toList();
    }

    String branch() {
        return PREFIX + BranchSeries.branch(step);
    }

    /** The name that keeps the commit which the lab began at. */
    String startReference() {
        return "refs/course/start/" + BranchSeries.branch(step);
    }

    /** The stage's branch that it began at, as it is now. */
    String stageReference() {
        return BranchSeries.reference(step - 1);
    }

    /** Tells whether the stage before has become another since the lab began. */
    boolean isOutdated(Clone clone) {
        return clone.find(stageReference()).isPresent()
                && clone.find(startReference()).isPresent()
                && !clone.git().succeeds("merge-base", "--is-ancestor", stageReference(),
                        reference());
    }

    /** How many commits the learner has made; none to tell where its start is not known. */
    Optional<Integer> commits(Clone clone) {
        String start = isOutdated(clone) ? startReference() : stageReference();
        return clone.find(start).map(commit -> Integer.parseInt(
                clone.git().text("rev-list", "--count", commit + ".." + reference())));
    }

    String reference() {
        return "refs/heads/" + branch();
    }
}
