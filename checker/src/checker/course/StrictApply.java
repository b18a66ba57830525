package checker.course;

import checker.process.CommandResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code git apply} on an index that takes nothing for granted: a hunk that fits only some lines
 * further on, and a file of another mode, count as failures.
 */
final class StrictApply {

    private static final Pattern FILE = Pattern.compile("Checking patch (.*)\\.\\.\\.");
    private static final Pattern ELSEWHERE =
            Pattern.compile("Hunk #(\\d+) succeeded at (\\d+) .*\\(offset -?(\\d+) lines?\\)\\.?");
    private static final Pattern MISFIT = Pattern.compile("error: patch failed: (.*):(\\d+)");

    private StrictApply() { }

    /**
     * Applies patches to the index, one after another.
     *
     * @param git git with the index
     * @param options {@code -R} to take them off
     * @return what did not fit; empty when all did. The index may have changed nevertheless.
     */
    static Optional<String> apply(Git git, List<Path> patches, String... options) {
        if (patches.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(
                List.of("apply", "--cached", "--verbose", "--whitespace=nowarn"));
        arguments.addAll(List.of(options));
        arguments.add("--");
        patches.forEach(patch -> arguments.add(patch.toString()));
        CommandResult result = git.run(arguments.toArray(String[]::new));
        List<String> said = result.errors().lines().toList();
        return result.succeeded() ? inexactness(said) : Optional.of(misfit(said));
    }

    private static Optional<String> inexactness(List<String> said) {
        String file = "";
        for (String line : said) {
            Matcher next = FILE.matcher(line);
            Matcher elsewhere = ELSEWHERE.matcher(line);
            if (next.matches()) {
                file = next.group(1);
            } else if (elsewhere.matches()) {
                return Optional.of("hunk " + elsewhere.group(1) + " of " + file + " fits only "
                        + elsewhere.group(3) + " lines away from where it says, at line "
                        + elsewhere.group(2));
            } else if (line.startsWith("warning: ") || line.startsWith("Hunk ")) {
                return Optional.of(line.replaceFirst("^warning: ", ""));
            }
        }
        return Optional.empty();
    }

    private static String misfit(List<String> said) {
        List<String> misfits = new ArrayList<>();
        for (String line : said) {
            Matcher misfit = MISFIT.matcher(line);
            if (misfit.matches()) {
                misfits.add("the hunk for line " + misfit.group(2) + " of " + misfit.group(1)
                        + " does not fit");
            } else if (line.startsWith("error: ") && !line.startsWith("error: while searching")
                    && !line.endsWith(": patch does not apply")) {
                misfits.add(line.substring("error: ".length()));
            }
        }
        return misfits.isEmpty() ? String.join("; ", said) : String.join("; ", misfits);
    }
}
