package checker.cli;

import checker.bench.BenchOrder;
import checker.bench.RecordedCosts;
import checker.repository.Repository;
import java.nio.file.Path;
import java.util.List;

/** What a command line of `bench` asks for, or what is wrong with it. */
final class BenchRequest {

    private final Repository repository;
    private final BenchOptions options;

    /**
     * Reads the words.
     *
     * @throws UsageException when they make no sense
     */
    BenchRequest(Repository repository, BenchOptions options) {
        this.repository = repository;
        this.options = options;
        requireOperations();
        requireTasks();
    }

    /** A measurement for each architecture. */
    List<BenchOrder> orders() {
        Path kernel = repository.kernel();
        int tasks = options.tasks().map(Math::toIntExact).orElse(BenchOrder.USUAL_TASKS);
        return BenchCommand.architectures(options.architectures()).stream()
                .map(architecture -> new BenchOrder(architecture, kernel, options.operations(),
                        tasks))
                .toList();
    }

    /**
     * One record is of one compiler and emulator.
     *
     * @throws UsageException when only some of it is to be recorded, with others than before
     */
    void requireWholeRecord(RecordedCosts recorded, String tools) {
        boolean some = !options.operations().isEmpty() || !options.architectures().isEmpty();
        if (options.record() && some && !tools.equals(recorded.tools())) {
            throw new UsageException("the costs were recorded with " + recorded.tools()
                    + " and this is " + tools + ": record all of them, without --arch and --only");
        }
    }

    private void requireOperations() {
        List<String> there = BenchOrder.operations(repository.kernel());
        for (String name : options.operations()) {
            if (!there.contains(name)) {
                throw new UsageException("--only " + name + ": there are "
                        + String.join(", ", there));
            }
        }
    }

    private void requireTasks() {
        long tasks = options.tasks().orElse((long) BenchOrder.USUAL_TASKS);
        if (tasks < 1 || tasks > BenchOrder.MOST_TASKS) {
            throw new UsageException("--tasks " + tasks + ": 1 to " + BenchOrder.MOST_TASKS);
        }
        if (options.record() && tasks != BenchOrder.USUAL_TASKS) {
            throw new UsageException("--record keeps the costs for up to " + BenchOrder.USUAL_TASKS
                    + " tasks: not with --tasks " + tasks);
        }
    }
}
