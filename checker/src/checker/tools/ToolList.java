package checker.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools/jbang/tools.list}, which the launcher reads too. */
public final class ToolList {

    private static final List<String> MANAGERS = List.of("apt", "dnf", "brew");
    private static final int COLUMNS = 9;
    private static final String NONE = "-";

    private ToolList() {}

    /**
     * All tools, in the order of the file.
     *
     * @throws UncheckedIOException when there is no such file
     * @throws IllegalArgumentException when a line is not as the file's head describes it
     */
    public static List<ToolNeed> read(Path file) {
        List<ToolNeed> needs = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                needs.add(parse(line, file + ":" + (index + 1)));
            }
        }
        return List.copyOf(needs);
    }

    private static ToolNeed parse(String line, String place) {
        String[] words = line.split("\\s+", COLUMNS);
        if (words.length < COLUMNS) {
            throw new IllegalArgumentException(
                    place + ": " + words.length + " columns where " + COLUMNS + " are due");
        }
        Map<String, String> packages = new HashMap<>();
        for (int index = 0; index < MANAGERS.size(); index++) {
            String wanted = words[5 + index];
            if (!wanted.equals(NONE)) {
                packages.put(MANAGERS.get(index), wanted);
            }
        }
        return new ToolNeed(words[0], Set.of(words[1].split(",")), List.of(words[2].split(",")),
                version(words[3], place), version(words[4], place), packages, words[8]);
    }

    private static Optional<Version> version(String word, String place) {
        try {
            return word.equals(NONE) ? Optional.empty() : Optional.of(new Version(word));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}
