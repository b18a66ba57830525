package checker.suite;

import checker.report.ReportFile;
import checker.repository.Repository;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of a suite, told on a stream. Its last line says how many trials passed and failed, and
 * no other line looks like it.
 */
final class SuiteRun {

    private static final int MOST_WORKERS = 4;

    private final Suite suite;
    private final PrintStream out;

    SuiteRun(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    /** Names the chosen trials and runs none; false when there is none. */
    boolean list(Optional<String> only) {
        List<Trial> chosen = chosen(only);
        chosen.forEach(trial -> out.println(trial.name()));
        return !chosen.isEmpty();
    }

    /**
     * Runs the chosen trials.
     *
     * @param only a pattern for their names; all when empty
     * @param junit where to write the results as XML, too
     * @param closing what to say after the last trial
     * @return whether there was any and all passed
     */
    boolean run(Repository repository, Optional<String> only, Optional<Path> junit,
            Supplier<String> closing) throws InterruptedException {
        List<Trial> chosen = chosen(only);
        int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
        out.println(chosen.size() + " trials, " + workers + " at a time");
        ConsoleReport report = new ConsoleReport(out, chosen.size());
        List<TrialResult> results;
        try (XmlFile xml = new XmlFile(junit)) {
            results = new TrialRunner(suite.benches(repository, workers), report).run(chosen);
            xml.write(results);
        }
        report.summarise(results);
        if (results.isEmpty()) {
            out.println("nothing was tried" + only.map(
                    pattern -> ": no trial is called '" + pattern + "'").orElse(""));
        }
        out.println(closing.get());
        out.println(ConsoleReport.lastLine(results));
        return !results.isEmpty() && results.stream().allMatch(TrialResult::passed);
    }

    private List<Trial> chosen(Optional<String> only) {
        return only.map(pattern -> new TrialFilter(pattern).choose(suite.trials()))
                .orElse(suite.trials());
    }

    /** The report file, if one was asked for; opened before the run, to fail then or never. */
    private static final class XmlFile implements AutoCloseable {

        private final Optional<ReportFile> file;

        XmlFile(Optional<Path> path) {
            file = path.map(ReportFile::open);
        }

        void write(List<TrialResult> results) {
            file.ifPresent(one -> one.write(JUnitXml.text("jbang test", results)));
        }

        @Override
        public void close() {
            file.ifPresent(ReportFile::close);
        }
    }
}
