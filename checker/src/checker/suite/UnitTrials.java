package checker.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The checker's own unit tests, a trial for each class. */
final class UnitTrials implements TrialSource {

    private static final String ENDING = "Test.java";
    private static final int SHOWN_FRAMES = 12;

    private final Path sources;

    /** The tests below a folder of sources, all of which are on the class path. */
    UnitTrials(Path sources) {
        this.sources = sources;
    }

    @Override
    public List<Trial> trials() {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .map(file -> className(sources.relativize(file))).sorted()
                    .map(name -> Trial.of("unit/" + name, bench -> run(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + sources, e);
        }
    }

    private static String className(Path file) {
        String path = file.toString();
        return path.substring(0, path.length() - ".java".length()).replace('/', '.');
    }

    private static void run(String className) throws ClassNotFoundException {
        Class<?> tests = Class.forName(className, false, UnitTrials.class.getClassLoader());
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
                listener);
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTotalFailureCount() > 0) {
            StringWriter words = new StringWriter();
            summary.printFailuresTo(new PrintWriter(words), SHOWN_FRAMES);
            throw new TrialFailedException(summary.getTotalFailureCount() + " of "
                    + summary.getTestsFoundCount() + " tests failed",
                    words.toString().lines().filter(line -> !line.isBlank()).toList());
        }
        if (summary.getTestsSucceededCount() == 0
                || summary.getTestsSucceededCount() < summary.getTestsFoundCount()) {
            throw new TrialFailedException(summary.getTestsSucceededCount() + " of "
                    + summary.getTestsFoundCount() + " tests ran", List.of());
        }
    }
}
