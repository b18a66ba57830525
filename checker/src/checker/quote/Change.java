package checker.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a patch does to one file.
 *
 * @param path the file's path after the patch, or before it where the patch removes the file
 * @param lines the hunks, each opened by its line {@code @@}
 */
public record Change(String path, List<String> lines) {

    private static final Pattern FILE = Pattern.compile("diff --git a/(\\S+) b/(\\S+)");
    private static final Pattern HUNK = Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+).*");
    private static final String SIGNATURE = "-- ";

    public Change {
        lines = List.copyOf(lines);
    }

    /** The files of a change as git writes it, in its order. */
    public static List<Change> of(String diff) {
        List<Change> changes = new ArrayList<>();
        List<String> hunks = new ArrayList<>();
        String path = "";
        for (String line : diff.lines().toList()) {
            Matcher file = FILE.matcher(line);
            if (file.matches() || line.equals(SIGNATURE)) {
                keep(path, hunks, changes);
                path = file.matches() ? file.group(2) : "";
            } else if (!path.isEmpty() && (line.startsWith("@@ ") || !hunks.isEmpty())) {
                hunks.add(line);
            }
        }
        keep(path, hunks, changes);
        return List.copyOf(changes);
    }

    /** How many lines it adds. */
    public long added() {
        return lines.stream().filter(line -> line.startsWith("+")).count();
    }

    /** How many lines it takes away. */
    public long removed() {
        return lines.stream().filter(line -> line.startsWith("-")).count();
    }

    /**
     * What it does within a definition: the same hunks, cut at its first and last line. Without a
     * line when it does nothing there.
     *
     * @param definition where it stands in the file as the patch leaves it
     */
    public Change within(Definition definition) {
        List<String> kept = new ArrayList<>();
        List<String> hunk = new ArrayList<>();
        int next = 0;
        for (String line : lines) {
            Matcher opening = HUNK.matcher(line);
            if (opening.matches()) {
                close(hunk, kept);
                next = Integer.parseInt(opening.group(1)) - 1;
                continue;
            }
            if (definition.has(next)) {
                if (hunk.isEmpty()) {
                    hunk.add("@@ line " + (next + 1) + " @@");
                }
                hunk.add(line);
            }
            next += line.startsWith("-") || line.startsWith("\\") ? 0 : 1;
        }
        close(hunk, kept);
        return new Change(path, kept);
    }

    /** Keeps a hunk that changes anything. */
    private static void close(List<String> hunk, List<String> kept) {
        if (hunk.stream().anyMatch(line -> line.startsWith("+") || line.startsWith("-"))) {
            kept.addAll(hunk);
        }
        hunk.clear();
    }

    private static void keep(String path, List<String> hunks, List<Change> changes) {
        if (!path.isEmpty()) {
            changes.add(new Change(path, hunks));
        }
        hunks.clear();
    }
}
