package checker.book;

import checker.course.TrialPatch;
import checker.junit.Selection;
import checker.report.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A check that a lesson quotes, run, and what the lesson may demand of it.
 *
 * @param arguments those of {@code ./jbang check}
 * @param output what became of it
 */
record CheckedRun(List<String> arguments, Runs.Output output) {

    /** How long it took says more about this host, and what else it did, than about the kernel. */
    private static final Pattern HOST_TIME = Pattern.compile("^(step-\\d+ .*), [0-9.]+ s\\)$");

    /**
     * Runs it. What does not meet the demands is not kept: it may have been this host's doing.
     *
     * @param demands throws a {@link QuoteException} when it is not what the lesson says
     */
    static CheckedRun of(
            Runs runs, Path kernel, List<String> arguments, Consumer<CheckedRun> demands) {
        CheckedRun run = new CheckedRun(List.copyOf(arguments), runs.check(kernel, arguments));
        try {
            demands.accept(run);
            return run;
        } catch (QuoteException e) {
            runs.forget(kernel, arguments);
            throw e;
        }
    }

    /** The command and what it prints, as in a terminal. */
    List<String> transcript() {
        List<String> lines = new ArrayList<>(List.of("$ " + command()));
        output.lines().forEach(line -> lines.add(HOST_TIME.matcher(line).replaceFirst("$1)")));
        return lines;
    }

    /** What to type. */
    String command() {
        return "./jbang check " + String.join(" ", arguments);
    }

    /** @throws QuoteException when it ended in another way */
    void requireOutcome(Outcome wanted) {
        if (output.exitCode() != wanted.exitCode()) {
            throw new QuoteException("the check ended with exit code " + output.exitCode()
                    + " instead of " + wanted.exitCode() + " (" + wanted.words() + "): "
                    + String.join(" | ", output.lines()));
        }
    }

    /**
     * Demands text. A line of the report may be broken anywhere between two words.
     *
     * @param patterns regular expressions, separated by two semicolons
     * @throws QuoteException when one is not found
     */
    void requireLines(String patterns) {
        String text = String.join(" ", output.lines()).replaceAll("\\s+", " ");
        for (String pattern : patterns.split(";;")) {
            if (!Pattern.compile(pattern).matcher(text).find()) {
                throw new QuoteException("the check no longer prints what is expected: " + pattern);
            }
        }
    }

    /**
     * Demands that it rejects a mistake as the mistake's mail says: a case of its trailers
     * {@code Check:} fails, and shows a hint of its trailers {@code Hint:}.
     *
     * @throws QuoteException when it does not
     */
    void requireRejection(TrialPatch mistake) {
        boolean blamed = Arrays.stream(Outcome.values()).anyMatch(
                each -> each.blamesTheKernel() && each.exitCode() == output.exitCode());
        if (!blamed) {
            throw new QuoteException("the check ended with exit code " + output.exitCode()
                    + ", which rejects no kernel: " + String.join(" | ", output.lines()));
        }
        List<Failure> caught = Failure.in(output.report()).stream()
                .filter(failure -> mistake.checks().stream()
                        .anyMatch(check -> Selection.of(check).takes(failure.id()))).toList();
        if (caught.isEmpty()) {
            throw new QuoteException("no case of " + String.join(", ", mistake.checks())
                    + " fails, as its patch says");
        }
        if (caught.stream().noneMatch(failure ->
                mistake.hints().stream().anyMatch(failure.hint()::says))) {
            throw new QuoteException("the hint '" + String.join("' or '", mistake.hints())
                    + "' of its patch is not shown, but " + caught.stream()
                    .map(failure -> failure.hint().where()).distinct()
                    .collect(Collectors.joining("; ")));
        }
    }
}
