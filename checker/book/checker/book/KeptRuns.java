package checker.book;

import checker.report.Outcome;
import checker.repository.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps what commands printed. */
final class KeptRuns implements Runs {

    /** With the patches that hints show. */
    private static final List<String> PARTS = List.of("checker/src", "checker/probes",
            "checker/guest", "checker/nursery", "steps");

    /** What {@link #written} makes; another form has to have another name. */
    private static final String FORM = "a check, its lines and its report";

    private final RunStore store;
    private final Runs runs;

    KeptRuns(Repository repository, Runs runs) {
        this.store = new RunStore(repository, PARTS);
        this.runs = runs;
    }

    @Override
    public Output check(Path kernel, List<String> arguments) {
        List<String> words = words(arguments);
        Optional<List<String>> kept = store.find(kernel, words);
        if (kept.isPresent()) {
            return read(kept.get());
        }
        Output output = runs.check(kernel, arguments);
        if (isVerdict(output.exitCode())) {
            store.keep(kernel, words, written(output));
        }
        return output;
    }

    @Override
    public void forget(Path kernel, List<String> arguments) {
        store.forget(kernel, words(arguments));
        runs.forget(kernel, arguments);
    }

    private static List<String> words(List<String> arguments) {
        return Stream.concat(Stream.of(FORM), arguments.stream()).toList();
    }

    /** As a file: exit code and number of lines, the lines, the report. */
    private static List<String> written(Output output) {
        List<String> lines = new ArrayList<>(List.of(
                output.exitCode() + " " + output.lines().size()));
        lines.addAll(output.lines());
        lines.addAll(output.report().lines().toList());
        return lines;
    }

    private static Output read(List<String> file) {
        String[] numbers = file.get(0).split(" ");
        int end = 1 + Integer.parseInt(numbers[1]);
        return new Output(Integer.parseInt(numbers[0]), file.subList(1, end),
                String.join("\n", file.subList(end, file.size())));
    }

    /** An error of the checker or the host may be over the next time. */
    private static boolean isVerdict(int exitCode) {
        return exitCode == Outcome.PASSED.exitCode() || Arrays.stream(Outcome.values())
                .anyMatch(each -> each.blamesTheKernel() && each.exitCode() == exitCode);
    }
}
