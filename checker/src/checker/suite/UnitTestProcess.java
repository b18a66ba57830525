package checker.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The other end of a {@link UnitTestLane}: reads names of test classes, line by line, runs each,
 * and answers with a line of JSON. What a class prints is shown when one of its tests fails.
 */
final class UnitTestProcess {

    private static final int SHOWN_FRAMES = 12;

    /** Says of each link that goes with a temporary folder that its target does not. */
    private static final Logger FOLDERS = Logger.getLogger("org.junit.jupiter.api.io");

    private UnitTestProcess() {}

    public static void main(String... arguments) throws IOException {
        FOLDERS.setLevel(Level.SEVERE);
        PrintStream answers = System.out;
        BufferedReader names = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8)); // is no answer
            Map<String, Object> answer = run(name);
            if (((Number) answer.get("failed")).longValue() > 0) {
                System.err.write(printed.toByteArray());
            }
            answers.println(JSON.std.asString(answer));
            answers.flush();
        }
    }

    /** Numbers and words about one class; a class that is not there has no tests. */
    private static Map<String, Object> run(String name) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(name)).build(),
                listener);
        TestExecutionSummary summary = listener.getSummary();
        StringWriter words = new StringWriter();
        summary.printFailuresTo(new PrintWriter(words), SHOWN_FRAMES);
        List<String> lines = words.toString().lines().filter(line -> !line.isBlank()).toList();
        return Map.of("found", summary.getTestsFoundCount(),
                "passed", summary.getTestsSucceededCount(),
                "failed", summary.getTotalFailureCount(),
                "words", lines);
    }
}
