package checker.cli;

import checker.bench.BenchOrder;
import checker.bench.Comparison;
import checker.bench.Costs;
import checker.bench.LinuxMissingException;
import checker.bench.LinuxSystem;
import checker.bench.OwnSystem;
import checker.bench.StartOrder;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import checker.repository.Repository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Measurements side by side, as many as there are processors. */
final class BenchRuns implements AutoCloseable {

    private final Repository repository;
    private final KernelBuild build;
    private final LinuxSystem linux;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<Record, Future<Costs>> own = new LinkedHashMap<>();
    private final Map<Record, Future<LinuxSystem.Measured>> other = new LinkedHashMap<>();
    private Optional<LinuxMissingException> missing = Optional.empty();

    /** Runs for a clone; {@code tell} is told what takes long. */
    BenchRuns(Repository repository, Consumer<String> tell) {
        this.repository = repository;
        build = new KernelBuild(repository.build());
        linux = new LinuxSystem(repository, line -> tell.accept("bench: " + line));
    }

    /** Begins to measure all of these. */
    void start(List<BenchOrder> orders, boolean withLinux) {
        for (BenchOrder order : orders) {
            own.put(order, workers.submit(() ->
                    OwnSystem.measure(order, build, evidence(order.architecture(), "ours"))));
            if (withLinux) {
                other.put(order, workers.submit(() ->
                        linux.measure(order, evidence(order.architecture(), "linux"))));
            }
        }
    }

    /** Begins to measure all of these, too. */
    void startStarts(List<StartOrder> orders, boolean withLinux) {
        for (StartOrder order : orders) {
            own.put(order, workers.submit(() -> OwnSystem.start(order, build,
                    StartOrder.program(repository),
                    evidence(order.architecture(), "start-ours"))));
            if (withLinux) {
                other.put(order, workers.submit(() -> linux.start(order,
                        evidence(order.architecture(), "start-linux"))));
            }
        }
    }

    /** Waits for what was measured for one of them. */
    Comparison await(BenchOrder order) throws InterruptedException {
        return await(order, order.architecture());
    }

    /** The same of starts. */
    Comparison await(StartOrder order) throws InterruptedException {
        return await(order, order.architecture());
    }

    private Comparison await(Record order, Architecture architecture) throws InterruptedException {
        Costs costs = result(own.get(order));
        Optional<LinuxSystem.Measured> beside = Optional.empty();
        try {
            if (other.containsKey(order)) {
                beside = Optional.of(result(other.get(order)));
            }
        } catch (LinuxMissingException e) {
            missing = Optional.of(e);
        }
        return new Comparison(architecture, costs, beside);
    }

    /** Why Linux was not measured though it should have been. */
    Optional<LinuxMissingException> withoutLinux() {
        return missing;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private Path evidence(Architecture architecture, String system) {
        return repository.log().resolve("bench").resolve(architecture + "-" + system);
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException("a measurement broke", e.getCause());
        }
    }
}
