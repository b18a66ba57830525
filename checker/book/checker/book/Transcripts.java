package checker.book;

import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a text shows which is read as it is, without the book: {@code README.adoc}. They are
 * listings that say which kernel it was, open with the command, and have to be what it prints now,
 * up to the end or to an empty line:
 *
 * <pre>
 * [listing, stage=1]                    [listing, step=1, mistake=NAME]
 * ....
 * $ ./jbang check step-1 --seed 42
 * </pre>
 *
 * <p>It is run with one machine after the other: side by side they end in no certain order.
 */
public final class Transcripts {

    private static final int FAULTY = 10;
    private static final Pattern KERNEL = Pattern.compile(
            "\\[listing, (?:stage=(\\d{1,2})|step=(\\d{1,2}), mistake=([\\w-]+))]");
    private static final String FENCE = "....";
    private static final Pattern COMMAND = Pattern.compile("\\$ \\./jbang check (.*--seed \\d.*)");

    private static final List<String> ONE_BY_ONE = List.of("--jobs", "1");

    private final Stages stages;
    private final Runs runs;
    private final List<Problem> problems = new ArrayList<>();

    private Transcripts(Stages stages, Runs runs) {
        this.stages = stages;
        this.runs = runs;
    }

    /** Says what is no longer so in files of a clone, and exits with 0 when all is. */
    public static void main(String... names) throws IOException {
        Repository repository = Repository.find();
        List<Problem> problems = new ArrayList<>();
        try (Stages stages = Stages.of(repository)) {
            Runs runs = new KeptRuns(repository, new CheckRuns(repository));
            for (String name : names) {
                problems.addAll(problems(repository.root(), Path.of(name), stages, runs));
            }
        }
        problems.forEach(problem -> System.out.println(problem));
        System.exit(problems.isEmpty() ? 0 : FAULTY);
    }

    /**
     * What is no longer so in a text.
     *
     * @param name of the file, from the clone's top folder
     */
    static List<Problem> problems(Path root, Path name, Stages stages, Runs runs)
            throws IOException {
        Transcripts transcripts = new Transcripts(stages, runs);
        List<String> lines = Files.readAllLines(root.resolve(name));
        for (int index = 0; index + 1 < lines.size(); index++) {
            Matcher kernel = KERNEL.matcher(lines.get(index));
            if (kernel.matches() && lines.get(index + 1).equals(FENCE)) {
                int first = index + 2;
                int length = lines.subList(first, lines.size()).indexOf(FENCE);
                transcripts.compare(name, first + 1, kernel,
                        lines.subList(first, length < 0 ? lines.size() : first + length));
            }
        }
        return List.copyOf(transcripts.problems);
    }

    private void compare(Path name, int number, Matcher kernel, List<String> shown) {
        try {
            List<String> printed = printed(kernel, shown);
            int same = 0;
            while (same < shown.size() && same < printed.size()
                    && shown.get(same).equals(printed.get(same))) {
                same++;
            }
            boolean ends = same == shown.size()
                    && (same == printed.size() || printed.get(same).isEmpty());
            if (!ends) {
                problems.add(new Problem(name, number + same, same < printed.size()
                        ? "the check prints instead: " + printed.get(same)
                        : "the check prints no more than what stands above"));
            }
        } catch (QuoteException e) {
            problems.add(new Problem(name, number, e.getMessage()));
        }
    }

    private List<String> printed(Matcher kernel, List<String> shown) {
        Matcher command = COMMAND.matcher(shown.isEmpty() ? "" : shown.get(0));
        if (!command.matches()) {
            throw new QuoteException("begin with $ ./jbang check step-N --seed N");
        }
        Path sources = kernel.group(1) != null ? stages.kernel(Integer.parseInt(kernel.group(1)))
                : stages.kernel(stages.mistake(Integer.parseInt(kernel.group(2)),
                        kernel.group(3)));
        List<String> arguments = new ArrayList<>(List.of(command.group(1).split(" ")));
        arguments.addAll(ONE_BY_ONE);
        List<String> lines = new ArrayList<>(
                CheckedRun.of(runs, sources, arguments, run -> { }).transcript());
        lines.set(0, shown.get(0));
        return lines;
    }
}
