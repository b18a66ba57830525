package checker.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the last verdict on each step, so that a learner sees where they stand. Only checks of
 * all cases of the clone's own kernel are remembered.
 */
public final class Verdicts {

    /**
     * A verdict that was remembered.
     *
     * @param passed how many cases passed
     * @param cases how many there were
     */
    public record Verdict(Outcome outcome, long passed, long cases) {

        @Override
        public String toString() {
            return outcome.words() + ", " + passed + " of " + cases + " cases passed";
        }
    }

    private static final Pattern LINE = Pattern.compile("([A-Z_]+) (\\d{1,6}) (\\d{1,6})\\s*");

    private final Path folder;

    /**
     * @param buildFolder the clone's folder of everything that can be built again
     */
    public Verdicts(Path buildFolder) {
        folder = buildFolder.resolve("verdicts");
    }

    /** Keeps a result's verdict in place of the one before. */
    public void remember(CheckResult result) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(result.step()), result.outcome().name() + " "
                    + result.count(Outcome.PASSED) + " " + result.cases().size() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember the verdict in " + folder, e);
        }
    }

    /** The last verdict; empty when there is none, or none that can be read. */
    public Optional<Verdict> last(int step) {
        try {
            Matcher line = LINE.matcher(Files.readString(file(step)));
            return line.matches() ? Optional.of(new Verdict(Outcome.valueOf(line.group(1)),
                    Long.parseLong(line.group(2)), Long.parseLong(line.group(3))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a scratch file: whoever damaged it loses nothing
        }
    }

    private Path file(int step) {
        return folder.resolve("step-" + step);
    }
}
