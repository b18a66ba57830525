package checker.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs trials side by side, each worker on a bench of its own. */
final class TrialRunner {

    private final List<Bench> benches;
    private final TrialListener listener;

    /** As many workers as there are benches. */
    TrialRunner(List<Bench> benches, TrialListener listener) {
        this.benches = List.copyOf(benches);
        this.listener = listener;
    }

    /** Runs all trials, each once, and closes the benches; results in the order of the trials. */
    List<TrialResult> run(List<Trial> trials) throws InterruptedException {
        TrialResult[] results = new TrialResult[trials.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(benches.size());
        try {
            List<Future<?>> done = new ArrayList<>();
            for (Bench bench : benches) {
                done.add(workers.submit(() -> work(trials, results, next, bench)));
            }
            for (Future<?> worker : done) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker of the suite broke", e.getCause());
        } finally {
            workers.shutdownNow();
            benches.forEach(Bench::close);
        }
        return List.of(results);
    }

    private void work(List<Trial> trials, TrialResult[] results, AtomicInteger next, Bench bench) {
        int index = next.getAndIncrement();
        while (index < trials.size() && !Thread.currentThread().isInterrupted()) {
            results[index] = run(trials.get(index), bench);
            listener.ended(results[index]);
            index = next.getAndIncrement();
        }
    }

    private static TrialResult run(Trial trial, Bench bench) {
        long started = System.nanoTime();
        Optional<TrialResult.Failure> failure = Optional.empty();
        try {
            trial.claim().prove(bench);
        } catch (VirtualMachineError e) {
            throw e; // out of memory and the like are the end of the whole suite
        } catch (Throwable e) { // assertion errors, too: one trial must not end the others
            failure = Optional.of(TrialResult.Failure.of(e));
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        return new TrialResult(trial, duration, failure);
    }
}
