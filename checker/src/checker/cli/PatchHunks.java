package checker.cli;

import checker.repository.StepFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the hunk of a step's patches that a hint names: the fourth level of it. */
final class PatchHunks {

    private static final Pattern DOCUMENTATION = Pattern.compile(".*\\.(md|adoc)\n");

    private final StepFolder step;

    PatchHunks(StepFolder step) {
        this.step = step;
    }

    /**
     * The hunk that adds the definition of {@code name}, else the first that adds a mention of
     * it, else the first that changes something in it, under the name of its patch and file;
     * without one, where to find the whole answer. Documentation is no answer.
     */
    String find(String name) {
        if (patches().isEmpty()) {
            return "The baseline has no patches; see its " + (name.isEmpty() ? "kernel/" : name)
                    + " on main: git grep -n -w " + (name.isEmpty() ? "KernelMain" : name)
                    + " main -- kernel";
        }
        String whole = "./jbang course diff " + step.name() + " shows the whole reference answer.";
        if (name.isEmpty()) {
            return whole;
        }
        List<String> hunks = patches().stream().flatMap(patch -> hunks(patch).stream())
                .filter(hunk -> !DOCUMENTATION.matcher(hunk).lookingAt()).toList();
        String word = "\\b" + Pattern.quote(name) + "\\b";
        // A definition starts at the margin and is no declaration, which ends in a semicolon.
        Pattern defined = Pattern.compile("^\\+(?![\\s#/*]).*" + word + ".*[^;\n]$",
                Pattern.MULTILINE);
        Pattern mentioned = Pattern.compile("^\\+.*" + word, Pattern.MULTILINE);
        Pattern around = Pattern.compile("^@@ .* @@.*" + word, Pattern.MULTILINE);
        return first(hunks, defined).or(() -> first(hunks, mentioned))
                .or(() -> first(hunks, around)).orElse(whole);
    }

    private static Optional<String> first(List<String> hunks, Pattern pattern) {
        return hunks.stream().filter(hunk -> pattern.matcher(hunk).find()).findFirst();
    }

    private List<Path> patches() {
        if (!Files.isDirectory(step.patches())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(step.patches())) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + step.patches(), e);
        }
    }

    private static List<String> hunks(Path patch) {
        List<String> hunks = new ArrayList<>();
        StringBuilder hunk = new StringBuilder();
        String file = "";
        for (String line : read(patch)) {
            boolean signature = line.equals("-- ");
            if (line.startsWith("diff --git ") || line.startsWith("@@ ") || signature) {
                keep(hunk, hunks);
            }
            if (line.startsWith("+++ ")) {
                file = line.substring(4).replaceFirst("^b/", "");
            } else if (line.startsWith("@@ ")) {
                hunk.append(patch.getFileName()).append(": ").append(file).append('\n');
                hunk.append(line).append('\n');
            } else if (hunk.length() > 0) {
                hunk.append(line).append('\n');
            }
        }
        keep(hunk, hunks);
        return hunks;
    }

    private static void keep(StringBuilder hunk, List<String> hunks) {
        if (hunk.length() > 0) {
            hunks.add(hunk.toString());
            hunk.setLength(0);
        }
    }

    private static List<String> read(Path patch) {
        try {
            return Files.readAllLines(patch);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + patch, e);
        }
    }
}
