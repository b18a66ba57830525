package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a kernel, a check or a shell prints is quoted by a macro, which has it printed anew, and
 * never pasted: no listing looks like it. In a listing of commands each line is a command; what
 * comes of it is a quote below. Formats, with words in capitals for what varies, are for the part
 * "The contract".
 */
public final class PastedOutput {

    private static final Pattern FENCE = Pattern.compile("-{4,}|\\.{4,}");
    private static final Pattern QUOTE = Pattern.compile(
            "\\[session\\b.*|\\[listing, (stage|step)=.*");
    private static final Pattern HEADING = Pattern.compile("==? .*");
    private static final String CONTRACT = "== The contract";
    private static final Pattern PROMPT = Pattern.compile("(\\$|#|\\(gdb\\)) .*");
    private static final Pattern LOG = Pattern.compile(
            "\\[ *\\d+\\.\\d{6}\\] .*|(PANIC|ERROR|WARN|INFO|DEBUG) [a-z]+: .*");
    private static final Pattern REPORT = Pattern.compile(
            "[+x!-] (passed|failed|crashed|timed out|skipped) .*|.*\\b\\d+ passed\\b.*"
                    + "|step-\\d+, seed \\d+|jbang: .*|You are on lab/.*");

    private final Path place;
    private final List<Breach> breaches = new ArrayList<>();

    private PastedOutput(Path place) {
        this.place = place;
    }

    /**
     * The lines that look like output.
     *
     * @param root the folder to which the places are relative
     * @param texts AsciiDoc
     */
    public static List<Breach> breaches(Path root, List<Path> texts) {
        return texts.stream().flatMap(text ->
                new PastedOutput(root.relativize(text)).read(Sources.lines(text)).stream())
                .toList();
    }

    private List<Breach> read(List<String> lines) {
        String heading = "";
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (FENCE.matcher(line).matches()) {
                int length = lines.subList(index + 1, lines.size()).indexOf(line);
                int end = length < 0 ? lines.size() : index + 1 + length;
                if (index == 0 || !QUOTE.matcher(lines.get(index - 1)).matches()) {
                    listing(lines, index + 1, end, heading.startsWith(CONTRACT));
                }
                index = end;
            } else if (HEADING.matcher(line).matches()) {
                heading = line;
            }
        }
        return List.copyOf(breaches);
    }

    /** The first line that is none of the author's is enough: the others are of the same piece. */
    private void listing(List<String> lines, int from, int end, boolean contract) {
        boolean commands = from < end && PROMPT.matcher(lines.get(from)).matches();
        for (int index = from; index < end; index++) {
            Optional<String> problem = problem(lines.get(index), commands
                    && !lines.get(index - 1).endsWith("\\"), contract);
            if (problem.isPresent()) {
                breaches.add(new Breach(place, index + 1, problem.get()));
                return;
            }
        }
    }

    private static Optional<String> problem(String line, boolean command, boolean contract) {
        String text = line.strip();
        if (REPORT.matcher(text).matches() || !contract && LOG.matcher(text).matches()) {
            return Optional.of("is pasted output: quote it by run::check, log::boot or [session]");
        }
        return !command || PROMPT.matcher(line).matches() ? Optional.empty()
                : Optional.of("is no command: what it prints is a quote, or a sentence");
    }
}
