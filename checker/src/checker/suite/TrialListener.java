package checker.suite;

/** Hears of each result as soon as there is one; called by several threads. */
@FunctionalInterface
interface TrialListener {

    void ended(TrialResult result);
}
