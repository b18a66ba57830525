package checker.book;

import checker.course.CourseSeries;
import checker.course.SeriesPatch;
import checker.course.TrialPatch;
import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Folders;
import checker.quote.Change;
import checker.quote.Definition;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The kernels that lessons quote, each written once into a temporary folder, on first use. Nothing
 * can be quoted before they are opened. Safe for several threads.
 */
public final class Stages implements AutoCloseable {

    private static final Pattern EXAMPLE =
            Pattern.compile("steps/\\d\\d-[\\w-]+/examples/[\\w-]+\\.c");

    private final Repository repository;
    private final Map<String, Path> written = new TreeMap<>();
    private CourseSeries series;
    private Path folder;

    /** Those of a clone, not opened yet. */
    public Stages(Repository repository) {
        this.repository = repository;
    }

    /** Those of the clone as its files are now, opened. */
    public static Stages of(Repository repository) throws IOException {
        Stages stages = new Stages(repository);
        stages.open();
        return stages;
    }

    /**
     * Reads the series as the clone's files are now, unless that has been done already.
     *
     * @throws checker.course.CourseException when it does not hold together
     */
    public synchronized void open() throws IOException {
        if (series == null) {
            series = CourseSeries.ofWorkTree(repository);
            folder = Files.createTempDirectory("eleven-steps-book-");
        }
    }

    /** The number of the last one: the kernel as it lies in the clone. */
    synchronized int lastStage() {
        return series.lastStage();
    }

    /**
     * A source as a stage has it.
     *
     * @param path from the clone's top folder: {@code kernel/smp/CPURecord.c}
     * @throws QuoteException when there is no such stage or file
     */
    List<String> lines(int stage, String path) {
        return lines(kernel(stage), path, "stage " + stage);
    }

    /**
     * The kernel of a stage, alone in a folder.
     *
     * @throws QuoteException when there is no such stage
     */
    Path kernel(int stage) {
        if (stage < 0 || stage > lastStage()) {
            throw new QuoteException("there is no stage " + stage + " yet");
        }
        return write("stage-" + stage, kernel -> series.materialise(stage, kernel));
    }

    /**
     * A wrong solution of a step, by the name of its file without the ending.
     *
     * @throws QuoteException when the step has no such mistake
     */
    TrialPatch mistake(int step, String name) {
        return series.mistakes(step).stream()
                .filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new QuoteException(
                        "step " + step + " has no mistake " + name));
    }

    /** The kernel that a mistake makes, alone in a folder. */
    Path kernel(TrialPatch mistake) {
        return write("step-" + mistake.step() + "-mistake-" + mistake.name(),
                kernel -> series.materialise(mistake, kernel));
    }

    /**
     * A source that a lesson has of its own, to be built with a kernel.
     *
     * @param path from the clone's top folder: {@code steps/00-baseline/examples/count.c}
     * @throws QuoteException when there is no such file of C among a step's examples
     */
    Path example(String path) {
        Path file = repository.root().resolve(path).normalize();
        if (!EXAMPLE.matcher(path).matches() || !Files.isRegularFile(file)) {
            throw new QuoteException("there is no example " + path
                    + "; it is a file steps/NN-NAME/examples/NAME.c");
        }
        return file;
    }

    /**
     * A patch by its file name.
     *
     * @throws QuoteException when the step has none of that name
     */
    SeriesPatch patch(int step, String name) {
        return series.patches(step).stream()
                .filter(patch -> patch.path().endsWith("/" + name)).findFirst()
                .orElseThrow(() -> new QuoteException("step " + step + " has no patch " + name));
    }

    /**
     * What a step does to each file.
     *
     * @throws QuoteException when there is no such step or it changes nothing
     */
    List<Change> changes(int step) {
        if (step < 1) {
            throw new QuoteException("step " + step + " changes nothing");
        }
        Path after = kernel(step); // beside it may be what was built of it
        Path before = kernel(step - 1);
        CommandResult diff = Command.of("git", "diff", "--no-index", "--no-ext-diff", "--no-color",
                "--no-renames", "--src-prefix=a/", "--dst-prefix=b/",
                folder.relativize(before).toString(), folder.relativize(after).toString())
                .in(folder).run();
        return Change.of(diff.output()).stream().map(change -> new Change(
                change.path().substring(change.path().indexOf('/') + 1), change.lines())).toList();
    }

    /** A source as a patch leaves it. */
    List<String> lines(SeriesPatch patch, String path) {
        String name = "step-" + patch.step() + "-patch-" + patch.number();
        return lines(write(name, kernel -> series.materialise(patch, kernel)), path,
                "the kernel after " + patch);
    }

    /**
     * The lines that define a name.
     *
     * @param place says where, for the message
     * @throws QuoteException when none do
     */
    static Definition definition(List<String> lines, String name, String place) {
        return Definition.find(lines, name).orElseThrow(() ->
                new QuoteException(place + " defines no " + name));
    }

    /** Forgets the series and removes what was written of it; it can be opened again. */
    @Override
    public synchronized void close() {
        if (series == null) {
            return;
        }
        series.close();
        series = null;
        written.clear();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static List<String> lines(Path kernel, String path, String place) {
        Path file = kernel.resolveSibling(path).normalize();
        if (!file.startsWith(kernel) || !Files.isRegularFile(file)) {
            throw new QuoteException(place + " has no " + path);
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private synchronized Path write(String name, Consumer<Path> writer) {
        return written.computeIfAbsent(name, key -> {
            Path kernel = folder.resolve(key).resolve("kernel");
            writer.accept(kernel);
            return kernel;
        });
    }
}
