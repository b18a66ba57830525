package checker.suite;

import checker.process.MissingToolException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A trial and how it ended.
 *
 * @param trial what was tried
 * @param duration it took, host time
 * @param failure why it failed; empty when it passed
 */
record TrialResult(Trial trial, Duration duration, Optional<Failure> failure) {

    /**
     * Why a trial failed.
     *
     * @param summary one line
     * @param details further lines
     */
    record Failure(String summary, List<String> details) {

        /** A failed claim in its own words; anything else with its place in our code. */
        static Failure of(Throwable thrown) {
            if (thrown instanceof TrialFailedException failed) {
                return new Failure(oneLine(failed.getMessage()), failed.details());
            }
            if (thrown instanceof MissingToolException missing) {
                return new Failure(oneLine(missing.getMessage()), List.of(missing.remedy()));
            }
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return new Failure("could not be tried: " + oneLine(thrown.toString()),
                    trace.toString().lines().toList());
        }

        private static String oneLine(String text) {
            return text.lines().findFirst().orElse("no reason given");
        }
    }

    String name() {
        return trial.name();
    }

    boolean passed() {
        return failure.isEmpty();
    }
}
