package checker.suite;

import checker.course.CourseException;
import checker.course.CourseSeries;
import checker.process.Folders;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that the project proves about itself, read off a clone. Close it after use.
 *
 * <p>A series that does not hold together is one failed trial; what does not need the series is
 * tried nevertheless.
 */
final class Suite implements AutoCloseable {

    private final Path folder;
    private final Optional<CourseSeries> series;
    private final List<Trial> trials;

    private Suite(Path folder, Optional<CourseSeries> series, List<Trial> trials) {
        this.folder = folder;
        this.series = series;
        this.trials = trials;
    }

    /**
     * Reads all trials of a clone as its files are now.
     *
     * @param judge decides about kernels
     * @param seed for the checks that draw their machines
     */
    static Suite of(Repository repository, Judge judge, long seed) throws IOException {
        Path tests = repository.root().resolve("checker").resolve("test");
        Made book = Made.book(repository);
        Made slides = Made.slides(repository);
        List<TrialSource> withoutSeries = List.of(
                new UnitTrials(tests),
                new RuleTrials(repository),
                new TextTrials(repository),
                new HostTrials(repository, seed),
                new UserTrials(repository),
                new BookTrials(repository, book),
                new SlidesTrials(repository, slides),
                new CostTrials(repository),
                new CourseTrials(repository),
                new BrowserTrials(repository, book, slides));
        return open(repository, withoutSeries, kernels -> List.of(
                new StageRuleTrials(repository, kernels),
                new CountTrials(kernels.series(), judge),
                new BuildTrials(kernels),
                new StageTrials(new KernelTrials(kernels, judge, seed)),
                new VariantTrials(new KernelTrials(kernels, judge, seed)),
                new MistakeTrials(new KernelTrials(kernels, judge, seed))));
    }

    /** A number of verdicts on good and bad kernels, with seeds drawn from one seed. */
    static Suite soak(Repository repository, Judge judge, long seed, int verdicts)
            throws IOException {
        return open(repository, List.of(), kernels -> List.of(
                new SoakTrials(kernels, judge, seed, verdicts)));
    }

    private static Suite open(Repository repository, List<TrialSource> first,
            Function<KernelTrees, List<TrialSource>> sources) throws IOException {
        Path folder = repository.build().resolve("suite");
        Path trees = folder.resolve("trees");
        Folders.delete(trees);
        List<Trial> trials = new ArrayList<>();
        first.forEach(source -> trials.addAll(source.trials()));
        Optional<CourseSeries> series = Optional.empty();
        try {
            CourseSeries opened = CourseSeries.ofWorkTree(repository);
            series = Optional.of(opened);
            sources.apply(new KernelTrees(opened, trees))
                    .forEach(source -> trials.addAll(source.trials()));
        } catch (CourseException e) {
            trials.add(Trial.of("course/series", bench -> {
                throw new TrialFailedException("the series does not hold together",
                        e.getMessage().lines().toList());
            }));
        }
        return new Suite(folder, series, List.copyOf(trials));
    }

    List<Trial> trials() {
        return trials;
    }

    /** A bench for each of a number of workers. */
    List<Bench> benches(Repository repository, int workers) {
        return Stream.iterate(1, number -> number + 1).limit(workers)
                .map(number -> new Bench(repository, folder.resolve("bench-" + number)))
                .toList();
    }

    @Override
    public void close() {
        series.ifPresent(CourseSeries::close);
    }
}
