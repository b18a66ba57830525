package checker.suite;

import java.util.Objects;

/**
 * One thing that the suite proves.
 *
 * @param name a path of words, from the kind to the detail: {@code build/step-1/0002/x86-64/gcc};
 *     unique, and what {@code --only} selects by
 * @param claim what has to hold
 */
record Trial(String name, Claim claim) {

    /** Holds, or throws. */
    @FunctionalInterface
    interface Claim {

        /**
         * Tries the claim.
         *
         * @param bench where kernels are laid out and built; the claim has it to itself
         * @throws TrialFailedException when the claim does not hold; every other exception means
         *     that it could not be tried, and counts as a failure, too
         */
        void prove(Bench bench) throws Exception;
    }

    Trial {
        Objects.requireNonNull(claim, "claim");
        if (!name.matches("[\\w.+-]+(/[\\w.+-]+)*")) {
            throw new IllegalArgumentException("not a name of a trial: " + name);
        }
    }
}
