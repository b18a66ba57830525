package checker.suite;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints results as they come: a line for each, and for a failure all that helps. */
final class ConsoleReport implements TrialListener {

    private static final int MOST_DETAILS = 40;
    private static final int FEW_DETAILS = 12;

    private final PrintStream out;
    private final int total;
    private int ended;

    /** Prints to {@code out} about {@code total} trials. */
    ConsoleReport(PrintStream out, int total) {
        this.out = out;
        this.total = total;
    }

    @Override
    public synchronized void ended(TrialResult result) {
        ended++;
        out.printf(Locale.ROOT, "[%d/%d] %s %s (%.1f s)%n", ended, total,
                result.passed() ? "passed" : "FAILED", result.name(),
                result.duration().toMillis() / 1000.0);
        result.failure().ifPresent(failure -> failed(result.trial(), failure, MOST_DETAILS));
        out.flush();
    }

    /** Says once more what failed and why: who keeps the end of a log keeps that. */
    synchronized void summarise(List<TrialResult> results) {
        results.forEach(result -> result.failure().ifPresent(failure -> {
            out.println("failed: " + result.name());
            failed(result.trial(), failure, FEW_DETAILS);
        }));
    }

    private void failed(Trial trial, TrialResult.Failure failure, int most) {
        out.println("    " + failure.summary());
        List<String> details = failure.details();
        details.stream().limit(most).forEach(line -> out.println("      " + line));
        if (details.size() > most) {
            out.println("      ... and " + (details.size() - most) + " more lines");
        }
        out.println("    rerun: ./jbang test " + trial.rerun());
    }

    /** The last line of the suite, exactly one. */
    static String lastLine(List<TrialResult> results) {
        long passed = results.stream().filter(TrialResult::passed).count();
        return passed + " passed, " + (results.size() - passed) + " failed";
    }
}
