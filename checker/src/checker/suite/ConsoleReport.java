package checker.suite;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints results as they come: a line for each, and for a failure all that helps. */
final class ConsoleReport implements TrialListener {

    private static final int MOST_DETAILS = 40;

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
        result.failure().ifPresent(failure -> failed(result.trial(), failure));
        out.flush();
    }

    private void failed(Trial trial, TrialResult.Failure failure) {
        out.println("    " + failure.summary());
        List<String> details = failure.details();
        details.stream().limit(MOST_DETAILS).forEach(line -> out.println("      " + line));
        if (details.size() > MOST_DETAILS) {
            out.println("      ... and " + (details.size() - MOST_DETAILS) + " more lines");
        }
        out.println("    rerun: ./jbang test " + trial.rerun());
    }

    /** The last line of the suite, exactly one. */
    static String lastLine(List<TrialResult> results) {
        long passed = results.stream().filter(TrialResult::passed).count();
        return passed + " passed, " + (results.size() - passed) + " failed";
    }
}
