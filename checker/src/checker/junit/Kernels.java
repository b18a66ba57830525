package checker.junit;

import checker.kernel.BuildFailure;
import checker.kernel.BuildOrder;
import checker.kernel.BuildResult;
import checker.kernel.BuiltKernel;
import checker.machine.Architecture;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import checker.report.Progress;
import checker.report.SafeText;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The kernels of a check; their builds begin at once, side by side, while Java warms up. */
final class Kernels implements AutoCloseable {

    private final KernelOrders orders;
    private final MachineLogs logs;
    private final Progress progress;
    private final ExecutorService builders;
    private final Map<BuildOrder, CompletableFuture<Kernel>> kernels = new ConcurrentHashMap<>();

    Kernels(KernelOrders orders, MachineLogs logs, Progress progress) {
        this.orders = orders;
        this.logs = logs;
        this.progress = progress;
        builders = Executors.newFixedThreadPool(orders.architectures().size(), task -> {
            Thread thread = new Thread(task, "kernel build");
            thread.setDaemon(true);
            return thread;
        });
        orders.architectures().stream().sorted()
                .forEach(architecture -> kernel(orders.plain(architecture)));
    }

    /** The kernel as it is; throws a {@link Finding} when it does not build. */
    Kernel plain(Architecture architecture) {
        return await(orders.plain(architecture));
    }

    /** The kernel with the step's probes; throws a {@link Finding} when it does not build. */
    Kernel probing(Architecture architecture) {
        return await(orders.probing(architecture));
    }

    /** Waits for builds under way: nothing may write to the build folder after a check. */
    @Override
    public void close() {
        builders.shutdown();
        try {
            builders.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Kernel await(BuildOrder order) {
        try {
            return kernel(order).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Finding finding) {
                throw new Finding(finding.diagnosis());
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception; // a missing tool, a full disk: none of the kernel's business
            }
            throw e;
        }
    }

    private CompletableFuture<Kernel> kernel(BuildOrder order) {
        return kernels.computeIfAbsent(order,
                wanted -> CompletableFuture.supplyAsync(() -> build(wanted), builders));
    }

    private Kernel build(BuildOrder order) {
        long started = System.nanoTime();
        progress.building(order.architecture());
        BuildResult result = orders.build().build(order);
        if (result instanceof BuiltKernel built) {
            progress.built(order.architecture(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            return Kernel.of(built, orders.build());
        }
        throw finding((BuildFailure) result);
    }

    private Finding finding(BuildFailure failure) {
        return new Finding(diagnosis(failure, logs));
    }

    /** What is wrong with sources that do not build; keeps the log of the build. */
    static Diagnosis diagnosis(BuildFailure failure, MachineLogs logs) {
        String log = logs.keepBuild(failure.order().architecture(), failure.log());
        return Diagnosis.of(Cause.DOES_NOT_BUILD,
                "does not build for " + failure.order().describe(),
                new Fact("first errors", SafeText.lines(failure.summary())),
                new Fact("all of it", log));
    }
}
