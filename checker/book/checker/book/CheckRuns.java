package checker.book;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Folders;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Runs checks as a learner does: by the command, in a clone that has the kernel in question. Safe
 * for several threads.
 */
final class CheckRuns implements Runs {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String COLUMNS = "80";
    private static final String REPORT = "book-check.json";

    /** What may be shared with the real clone: it is kept by content. Verdicts are not. */
    private static final List<String> KEPT_BY_CONTENT =
            List.of("kernels", "offsets", "userland", "guests", "nursery", "ccache");

    private final Repository repository;
    private final ClassArchive archive;
    private final ConcurrentMap<Path, Object> turns = new ConcurrentHashMap<>();

    CheckRuns(Repository repository) {
        this.repository = repository;
        archive = new ClassArchive(repository.build().resolve("book-classes"));
    }

    /** Checks of one kernel take turns: they share its clone. */
    @Override
    public Output check(Path kernel, List<String> arguments) {
        synchronized (turns.computeIfAbsent(kernel, key -> new Object())) {
            return inTurn(kernel, arguments);
        }
    }

    private Output inTurn(Path kernel, List<String> arguments) {
        Path clone = clone(kernel.getParent());
        Path report = clone.resolve("build").resolve(REPORT);
        try {
            List<String> sharing = archive.options();
            List<String> words = new ArrayList<>(java(sharing));
            words.addAll(arguments);
            words.addAll(List.of("--json", report.toString()));
            Files.deleteIfExists(report);
            CommandResult result = Command.of(words).in(clone)
                    .without("SMP_COURSE_ROOT").with("COLUMNS", COLUMNS).with("NO_COLOR", "1")
                    .withErrorsInOutput().within(LONGEST).run();
            archive.ended(sharing);
            return new Output(result.exitCode(), result.lines(),
                    Files.exists(report) ? Files.readString(report) : "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot check " + kernel, e);
        }
    }

    private static List<String> java(List<String> sharing) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        words.addAll(sharing);
        words.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), CheckRuns.class.getName()));
        return words;
    }

    /** The check itself, in a Java process of its own. */
    public static void main(String... arguments) {
        System.exit(checker.cli.CheckCommand.execute(arguments));
    }

    /** Makes a clone of a folder that has a kernel: the rest is the real clone's. */
    private Path clone(Path folder) {
        try {
            Path build = Files.createDirectories(folder.resolve("build"));
            Folders.link(folder.resolve("checker"), repository.root().resolve("checker"));
            Folders.link(folder.resolve("steps"), repository.stepsFolder());
            for (String name : KEPT_BY_CONTENT) {
                Folders.link(build.resolve(name),
                        Files.createDirectories(repository.build().resolve(name)));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a clone of " + folder, e);
        }
    }
}
