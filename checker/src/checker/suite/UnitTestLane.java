package checker.suite;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs unit tests, one class after the other, in a Java process of its own.
 *
 * <p>Not in this process: tests write programs and then run them, and Linux refuses to run a file
 * ("Text file busy") that a child of another thread, forked in that moment, still has open for
 * writing. And a test that hangs or exits takes only its own process along.
 */
final class UnitTestLane implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Optional<Process> process = Optional.empty();

    /** Runs a test class; throws unless it has tests and all of them pass. */
    void run(String className) throws IOException, InterruptedException {
        Process tests = process.filter(Process::isAlive).orElseGet(this::start);
        PrintStream requests = new PrintStream(tests.getOutputStream(), true,
                StandardCharsets.UTF_8);
        BufferedReader answers = tests.inputReader(StandardCharsets.UTF_8); // the same each time
        requests.println(className);
        String answer = awaitLine(answers);
        if (answer == null) {
            process = Optional.empty();
            tests.destroyForcibly();
            throw new TrialFailedException("the tests gave no answer: they ended their Java"
                    + " process or took longer than " + LONGEST.toMinutes() + " minutes",
                    List.of());
        }
        judge(JSON.std.mapFrom(answer));
    }

    private Process start() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"),
                UnitTestProcess.class.getName());
        try {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process = Optional.of(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the tests' Java", e);
        }
    }

    private static String awaitLine(BufferedReader answers) throws InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return answers.readLine();
            } catch (IOException e) {
                return null; // the process is gone
            }
        }, task -> {
            Thread thread = new Thread(task, "answer of the unit tests");
            thread.setDaemon(true);
            thread.start();
        });
        try {
            return line.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the unit tests' answer", e.getCause());
        }
    }

    private static void judge(Map<String, Object> answer) {
        long found = ((Number) answer.get("found")).longValue();
        long passed = ((Number) answer.get("passed")).longValue();
        long failed = ((Number) answer.get("failed")).longValue();
        List<String> words = ((List<?>) answer.get("words")).stream()
                .map(String::valueOf).toList();
        if (failed > 0) {
            throw new TrialFailedException(failed + " of " + found + " tests failed", words);
        }
        if (passed == 0 || passed < found) {
            throw new TrialFailedException(passed + " of " + found + " tests ran", words);
        }
    }

    @Override
    public void close() {
        process.ifPresent(started -> {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        });
    }
}
