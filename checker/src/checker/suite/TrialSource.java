package checker.suite;

import java.util.List;

/** Reads one kind of trials off the repository. */
@FunctionalInterface
interface TrialSource {

    /** The trials there are now, in the order in which they tell most. */
    List<Trial> trials();
}
