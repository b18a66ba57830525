package checker.suite;

import checker.course.CourseSeries;
import checker.kernel.BuildOrder;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import checker.process.Command;
import checker.process.Folders;
import checker.qemu.QemuNursery;
import checker.repository.Repository;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long a student waits for a verdict, cold and warm, and where the time goes. Judges
 * nothing: a slow host is no defect.
 */
final class Benchmark {

    private static final int REPEATS = 3;
    private static final double VERDICT_SECONDS = 5;
    private static final double FIRST_FAILURE_SECONDS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Repository repository;
    private final long seed;
    private final PrintStream out;
    private final List<Measurement> measurements = new ArrayList<>();

    /** Prints a row of a table to {@code out} as soon as it is known. */
    Benchmark(Repository repository, long seed, PrintStream out) {
        this.repository = repository;
        this.seed = seed;
        this.out = out;
    }

    /** Measures, and in the end prints all again as one line of JSON. */
    void run() throws IOException {
        Path folder = Files.createTempDirectory("smp-bench-");
        try (CourseSeries series = CourseSeries.ofWorkTree(repository)) {
            KernelTrees trees = new KernelTrees(series, folder.resolve("trees"));
            int step = series.lastStage();
            builds(trees.stage(step), folder);
            boots(trees.stage(step), folder);
            if (step > 0) {
                checks(step, trees, folder);
            }
            commands(step, folder.resolve("clone"));
        } finally {
            Folders.delete(folder);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("seed", seed);
        all.put("measurements", measurements.stream().map(Measurement::json).toList());
        out.println(JSON.std.asString(all));
    }

    /** From the command line to its end, as somebody at a terminal sees it. */
    private void commands(int step, Path clone) {
        Command help = jbang(repository.root(), "check", "--help");
        help.run().orElseThrow(); // the first start compiles
        add(Measurement.seconds("command: check --help, warm", median(() -> help.run())));
        if (step == 0) {
            return;
        }
        Command check = jbang(repository.root(), "check", "step-" + step, "--seed",
                Long.toString(seed));
        check.run();
        add(Measurement.seconds("command: check step-" + step + ", warm",
                median(() -> check.run())).wanting(VERDICT_SECONDS));
        Command.of("git", "clone", "--quiet", repository.root().toString(), clone.toString())
                .run().orElseThrow();
        add(Measurement.seconds("command: check step-" + step + ", cold, in a fresh clone",
                time(() -> jbang(clone, "check", "step-" + step).run())));
    }

    private static Command jbang(Path root, String... arguments) {
        List<String> words = Stream.concat(Stream.of(root.resolve("jbang").toString()),
                Arrays.stream(arguments)).toList();
        return Command.of(words).in(root).within(LONGEST);
    }

    /** Both architectures one after the other, as make does them with all cores each. */
    private void builds(Path tree, Path folder) throws IOException {
        Bench bench = new Bench(repository, folder);
        Path kernel = bench.lay(tree);
        KernelBuild build = new KernelBuild(folder.resolve("build"));
        add(Measurement.seconds("build: both architectures, cold", buildAll(build, kernel)));
        BuildTrials.edit(kernel);
        add(Measurement.seconds("build: both architectures, one file edited",
                buildAll(build, kernel)));
        add(Measurement.seconds("build: both architectures, nothing changed",
                median(() -> buildAll(build, kernel))));
    }

    private static long buildAll(KernelBuild build, Path kernel) {
        return time(() -> {
            for (Architecture architecture : Architecture.values()) {
                build.build(BuildOrder.of(kernel, architecture)).orElseThrow();
            }
        });
    }

    private void boots(Path tree, Path folder) {
        KernelBuild build = new KernelBuild(folder.resolve("build"));
        try (QemuNursery nursery = new QemuNursery(repository)) {
            for (Architecture architecture : Architecture.values()) {
                BootRate rate = new BootRate(build, tree, architecture, folder.resolve("boots"),
                        nursery);
                for (int sideBySide : new int[] {1, 2}) {
                    add(Measurement.perSecond("boots of " + architecture + " with 4 CPUs, "
                            + sideBySide + " at a time", rate.measure(sideBySide)));
                }
            }
        }
    }

    /** In this process, so without the start of JBang and of Java. */
    private void checks(int step, KernelTrees trees, Path folder) throws IOException {
        Bench bench = new Bench(repository, folder.resolve("checked"));
        Path right = bench.lay(trees.stage(step));
        TimedCheck.run(repository, step, right, seed); // builds, and warms this process up
        TimedCheck done = TimedCheck.run(repository, step, right, seed);
        add(Measurement.seconds("check step-" + step + ": to the last verdict", done.all()));
        add(Measurement.seconds("check step-" + step + ": of it, finding the kernels",
                done.building()));
        add(Measurement.perSecond("check step-" + step + ": cases, two at a time",
                done.cases() * 1e9 / Math.max(1, done.all())));
        Path wrong = bench.lay(trees.stage(step - 1));
        TimedCheck.run(repository, step, wrong, seed);
        add(Measurement.seconds("check step-" + step + " on stage " + (step - 1)
                + ": to the first failure",
                TimedCheck.run(repository, step, wrong, seed).firstFailure())
                .wanting(FIRST_FAILURE_SECONDS));
    }

    private void add(Measurement measurement) {
        measurements.add(measurement);
        out.println(measurement.row());
    }

    private static long median(Runnable task) {
        return Stream.generate(() -> time(task)).limit(REPEATS).sorted()
                .skip(REPEATS / 2).findFirst().orElseThrow();
    }

    private static long time(Runnable task) {
        long started = System.nanoTime();
        task.run();
        return System.nanoTime() - started;
    }
}
