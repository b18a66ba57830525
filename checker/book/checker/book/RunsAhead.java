package checker.book;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs checks side by side, ahead of the pages that show them: each is a process of its own, which
 * leaves a processor idle for much of its time.
 *
 * <p>For that the texts are read twice. At the first reading nobody gets an answer, so that it is
 * over soon, and what is asked for is begun; at the second, most answers are there. For one reader;
 * the runs behind it are asked from several threads.
 */
final class RunsAhead implements Runs {

    private static final int LEAST_WORKERS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Runs runs;
    private final Map<List<Object>, Future<Output>> begun = new HashMap<>();
    private ExecutorService workers;
    private boolean isFirstReading;

    RunsAhead(Runs runs) {
        this.runs = runs;
    }

    /** The reading of texts. */
    interface Reading {

        void read() throws IOException;
    }

    /** Begins to run what the texts show; what is wrong with them is told at the second reading. */
    void readFirst(Reading reading) throws IOException {
        isFirstReading = true;
        try {
            reading.read();
        } finally {
            isFirstReading = false;
        }
    }

    /** @throws QuoteException at the first reading, instead of an answer that takes time */
    void requireSecondReading() {
        if (isFirstReading) {
            throw new QuoteException("it is not asked for yet");
        }
    }

    @Override
    public Output check(Path kernel, List<String> arguments) {
        Future<Output> output = begun.computeIfAbsent(key(kernel, arguments),
                key -> workers().submit(() -> runs.check(kernel, arguments)));
        requireSecondReading();
        try {
            return output.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a check runs", e);
        }
    }

    @Override
    public void forget(Path kernel, List<String> arguments) {
        begun.remove(key(kernel, arguments));
        runs.forget(kernel, arguments);
    }

    /** Knows nothing afterwards. What was begun and that nobody has waited for is ended first. */
    void end() {
        begun.clear();
        if (workers == null) {
            return;
        }
        workers.shutdownNow();
        try {
            workers.awaitTermination(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers = null;
    }

    private static List<Object> key(Path kernel, List<String> arguments) {
        return List.of(kernel, List.copyOf(arguments));
    }

    private ExecutorService workers() {
        if (workers == null) {
            workers = Executors.newFixedThreadPool(
                    Math.max(LEAST_WORKERS, Runtime.getRuntime().availableProcessors()));
        }
        return workers;
    }
}
