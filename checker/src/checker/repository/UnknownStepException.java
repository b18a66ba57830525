package checker.repository;

import java.util.List;

/** Thrown when a step is asked for that this clone does not have. */
public final class UnknownStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownStepException(String asked, List<StepFolder> known) {
        super("there is no step '" + asked + "' here; "
                + (known.isEmpty() ? "this clone has none" : "there are: " + names(known)));
    }

    private static String names(List<StepFolder> steps) {
        return String.join(", ", steps.stream().map(StepFolder::name).toList());
    }
}
