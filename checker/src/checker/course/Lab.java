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

    String reference() {
        return "refs/heads/" + branch();
    }
}
