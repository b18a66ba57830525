package checker.suite;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that the suite proves.
 *
 * @param name a path of words, from the kind to the detail: {@code build/step-1/0002/x86-64/gcc};
 *     unique, and what {@code --only} selects by
 * @param claim what has to hold
 * @param rerun the arguments of {@code jbang test} that try just this again
 */
record Trial(String name, Claim claim, String rerun) {

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

    /** A trial that takes no seed, or for which none has been chosen yet. */
    static Trial of(String name, Claim claim) {
        return new Trial(name, claim, "--only '" + name + "'");
    }

    /** The same for a claim that draws its machines from a seed. */
    Trial drawnFrom(long seed) {
        return new Trial(name, claim, rerun + " --seed " + seed);
    }

    /** The same trial as the {@code number}th of a soak; to try it again, one is enough. */
    Trial inSoak(int number) {
        String soaked = String.format(Locale.ROOT, "soak-%05d/%s", number, name);
        return new Trial(soaked, claim, rerun);
    }
}
