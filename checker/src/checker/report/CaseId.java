package checker.report;

import checker.machine.Architecture;

/**
 * The name of one case: a claim about one machine.
 *
 * @param claim the class of the claim, without {@code Test}: {@code EveryApReachesC}
 * @param method the behaviour: {@code everyApArrivesOnce}
 * @param architecture of the machine
 * @param machine a short name of the machine within the method: {@code q35-qboot-4cpus}
 */
public record CaseId(String claim, String method, Architecture architecture, String machine) {

    /** What {@code --only} takes to run just this case, beside {@code --arch}. */
    public String selector() {
        return claim + "." + method + "/" + machine;
    }

    @Override
    public String toString() {
        return selector() + " on " + architecture;
    }
}
