package checker.bench;

import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is to be measured.
 *
 * @param architecture of both systems
 * @param kernel the folder with our kernel's sources, {@code user/programs/bench.c} among them
 * @param operations by name; empty for all
 * @param tasks up to so many processes at the same time: 1, 2, 4 ...
 */
public record BenchOrder(
        Architecture architecture, Path kernel, List<String> operations, int tasks) {

    /** As many as the costs that are kept: 1, 2 and 4. */
    public static final int USUAL_TASKS = 4;
    /** The most that {@code bench} takes. */
    public static final int MOST_TASKS = 64;

    /**
     * Each measurement takes at least five milliseconds, which are five million instructions: an
     * operation is repeated 25 times or more, the messages around the repetitions are lost in them.
     */
    private static final int MILLISECONDS = 5;
    private static final Pattern OPERATION = Pattern.compile("(?m)^ +\\{\"([a-z][a-z0-9-]*)\", ");

    public BenchOrder {
        operations = List.copyOf(operations);
    }

    /** All that is kept in the file of costs. */
    public static BenchOrder usual(Architecture architecture, Path kernel) {
        return new BenchOrder(architecture, kernel, List.of(), USUAL_TASKS);
    }

    /** The operations that a kernel's {@code bench} has, by its source. */
    public static List<String> operations(Path kernel) {
        try {
            return OPERATION.matcher(Files.readString(source(kernel))).results()
                    .map(MatchResult::group).map(line -> line.replaceAll("[ {\",]", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("this kernel has no bench", e);
        }
    }

    /** The program, which is POSIX: each system gets it built from the same file. */
    static Path source(Path kernel) {
        return kernel.resolve("user").resolve("programs").resolve("bench.c");
    }

    /** Of a clone's own kernel. */
    public static BenchOrder of(Repository repository, Architecture architecture) {
        return usual(architecture, repository.kernel());
    }

    /** The arguments of {@code bench}. */
    List<String> arguments() {
        List<String> words = new ArrayList<>(List.of("-m", String.valueOf(MILLISECONDS),
                "-t", String.valueOf(tasks)));
        words.addAll(operations);
        return List.copyOf(words);
    }
}
