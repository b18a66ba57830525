package checker.suite;

import checker.bench.BenchFailedException;
import checker.bench.BenchOrder;
import checker.bench.CostGuard;
import checker.bench.Costs;
import checker.bench.OwnSystem;
import checker.bench.RecordedCosts;
import checker.bench.RecordedCosts.Kind;
import checker.bench.StartOrder;
import checker.bench.Tools;
import checker.machine.Architecture;
import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernel is as cheap as the repository's record of its costs says, on one CPU of the
 * deterministic machine, and starts as fast as recorded with up to 32; and the record notices what
 * makes an operation dearer: {@code checker/benchmarks/slower/OPERATION.patch} does, by a little,
 * and must be caught by that name.
 */
final class CostTrials implements TrialSource {

    private static final String PATCH = ".patch";

    private final Repository repository;
    private final Path benchmarks;

    CostTrials(Repository repository) {
        this.repository = repository;
        benchmarks = Kind.COSTS.file(repository).getParent();
    }

    @Override
    public List<Trial> trials() {
        if (!Files.isDirectory(benchmarks)) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            trials.add(Trial.of("costs/" + architecture, bench -> hold(guard(Kind.COSTS),
                    architecture, measure(BenchOrder.usual(architecture,
                            bench.lay(repository.kernel())), bench))));
            trials.add(Trial.of("costs/start/" + architecture, bench -> hold(
                    guard(Kind.STARTS), architecture, start(bench, architecture))));
        }
        for (Path patch : slower()) {
            for (Architecture architecture : Architecture.values()) {
                trials.add(Trial.of("costs/slower/" + operation(patch) + "/" + architecture,
                        bench -> mustBeCaught(bench, patch, architecture)));
            }
        }
        return List.copyOf(trials);
    }

    private void hold(CostGuard guard, Architecture architecture, Costs costs) {
        List<String> complaints = new ArrayList<>(guard.complaints(architecture, costs));
        complaints.addAll(guard.missing(architecture, costs));
        if (!complaints.isEmpty()) {
            int count = complaints.size();
            complaints.add(guard.remedy());
            throw new TrialFailedException(count + " costs on " + architecture
                    + " are not as recorded", complaints);
        }
    }

    private void mustBeCaught(Bench bench, Path patch, Architecture architecture)
            throws IOException {
        String operation = operation(patch);
        Path kernel = bench.lay(repository.kernel());
        // Within a repository git would leave out what lies where the repository ignores it.
        CommandResult applied = Command.of("git", "apply", "-p2", patch.toString()).in(kernel)
                .with("GIT_CEILING_DIRECTORIES", kernel.getParent().toString()).run();
        if (!applied.succeeded()) {
            throw new TrialFailedException(benchmarks.relativize(patch)
                    + " does not fit kernel/ any more: make it anew with git diff",
                    applied.errors().lines().toList());
        }
        Costs costs = measure(new BenchOrder(architecture, kernel, List.of(operation), 1), bench);
        List<String> complaints = guard(Kind.COSTS).complaints(architecture, costs);
        if (complaints.stream().noneMatch(line -> line.startsWith(operation + " with 1 task:")
                && line.contains(", recorded "))) {
            throw new TrialFailedException(operation + " is dearer by "
                    + benchmarks.relativize(patch) + ", and nobody notices", complaints);
        }
    }

    private CostGuard guard(Kind kind) {
        return new CostGuard(kind, RecordedCosts.read(kind.file(repository)), Tools.here());
    }

    private Costs start(Bench bench, Architecture architecture) throws IOException {
        StartOrder order = new StartOrder(architecture, bench.lay(repository.kernel()));
        try {
            return OwnSystem.start(order, bench.build(), StartOrder.program(repository),
                    bench.kernel().resolveSibling("starts-" + architecture));
        } catch (BenchFailedException e) {
            throw new TrialFailedException(e.getMessage(), e.details());
        }
    }

    private static Costs measure(BenchOrder order, Bench bench) {
        try {
            return OwnSystem.measure(order, bench.build(),
                    bench.kernel().resolveSibling("costs-" + order.architecture()));
        } catch (BenchFailedException e) {
            throw new TrialFailedException(e.getMessage(), e.details());
        }
    }

    private List<Path> slower() {
        Path folder = benchmarks.resolve("slower");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(PATCH)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static String operation(Path patch) {
        String name = patch.getFileName().toString();
        return name.substring(0, name.length() - PATCH.length());
    }
}
