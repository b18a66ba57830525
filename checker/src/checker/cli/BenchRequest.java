package checker.cli;

import checker.bench.BenchOrder;
import checker.bench.RecordedCosts;
import checker.bench.StartOrder;
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

    /** A measurement for each architecture; none if only starts are to be measured. */
    List<BenchOrder> orders() {
        Path kernel = repository.kernel();
        int tasks = options.tasks().map(Math::toIntExact).orElse(BenchOrder.USUAL_TASKS);
        List<String> operations = options.operations().stream()
                .filter(name -> !name.equals(StartOrder.NAME)).toList();
        if (operations.isEmpty() && !options.operations().isEmpty()) {
            return List.of();
        }
        return BenchCommand.architectures(options.architectures()).stream()
                .map(architecture -> new BenchOrder(architecture, kernel, operations, tasks))
                .toList();
    }

    /** A measurement of starts for each architecture, if they are to be measured. */
    List<StartOrder> starts() {
        return !withStarts() ? List.of()
                : BenchCommand.architectures(options.architectures()).stream()
                        .map(architecture -> new StartOrder(architecture, repository.kernel()))
                        .toList();
    }

    private boolean isWhole() {
        return options.operations().isEmpty() && options.architectures().isEmpty();
    }

    private boolean withStarts() {
        return options.operations().isEmpty() || options.operations().contains(StartOrder.NAME);
    }

    /**
     * One record is of one compiler and emulator.
     *
     * @throws UsageException when only some of it is to be recorded, with others than before
     */
    void requireWholeRecord(RecordedCosts recorded, String tools) {
        if (!orders().isEmpty() && !isWhole()) {
            requireSameTools("costs", recorded, tools);
        }
    }

    /**
     * The same of starts, which are recorded apart.
     *
     * @throws UsageException when they are to be recorded of one architecture with other tools
     */
    void requireWholeStarts(RecordedCosts recorded, String tools) {
        if (withStarts() && !options.architectures().isEmpty()) {
            requireSameTools("starts", recorded, tools);
        }
    }

    private void requireSameTools(String what, RecordedCosts recorded, String tools) {
        if (options.record() && !tools.equals(recorded.tools())) {
            throw new UsageException("the " + what + " were recorded with " + recorded.tools()
                    + " and this is " + tools + ": record all of them, without --arch and --only");
        }
    }

    private void requireOperations() {
        List<String> there = BenchOrder.operations(repository.kernel());
        for (String name : options.operations()) {
            if (!there.contains(name) && !name.equals(StartOrder.NAME)) {
                throw new UsageException("--only " + name + ": there are "
                        + String.join(", ", there) + ", " + StartOrder.NAME);
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
