package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checker's packages are levels, as the kernel's folders are: an import goes to a lower one,
 * never to a neighbour and never in a circle.
 */
public final class PackageLevels {

    // An import, or a type named in full in the middle of the code.
    private static final Pattern USE = Pattern.compile("\\bchecker\\.((?:[a-z0-9]+\\.)+)[A-Z]");
    private static final Pattern COMMENT = Pattern.compile("\\s*(\\*|//|/\\*).*");

    /** The levels from the lowest up; packages in one row are neighbours. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("process", "socket", "repository", "quote"),
            List.of("tools", "acpi", "qmp", "gdb", "browser"),
            List.of("qemu"),
            List.of("machine"),
            List.of("kernel", "report"),
            List.of("oracle", "timeline"),
            List.of("junit"),
            List.of("steps.hands"),
            List.of("steps.step"),
            List.of("steps"),
            List.of("course", "bench"),
            List.of("cli", "suite.rules"),
            List.of("book.live", "book.paper"),
            List.of("book"),
            List.of("slides"),
            List.of("suite"));

    private PackageLevels() {}

    /**
     * What breaks the rule below a folder of sources.
     *
     * @param sources the folder that holds the package {@code checker}
     */
    public static List<Breach> breaches(Path sources) {
        List<Breach> breaches = new ArrayList<>();
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path file : Sources.below(sources, Set.of("java"))) {
            if (file.startsWith("checker") && file.getNameCount() > 2) {
                String from = file.getParent().toString().substring("checker/".length())
                        .replace('/', '.');
                checkFile(sources, file, from, uses, breaches);
            }
        }
        Circles.find(uses).ifPresent(circle -> breaches.add(new Breach(Path.of("checker"), 0,
                "packages that import one another: " + String.join(" -> ", circle))));
        return List.copyOf(breaches);
    }

    private static void checkFile(Path sources, Path file, String from,
            Map<String, Set<String>> uses, List<Breach> breaches) {
        List<String> lines = Sources.lines(sources.resolve(file));
        for (int index = 0; index < lines.size(); index++) {
            Matcher use = USE.matcher(lines.get(index));
            boolean comment = COMMENT.matcher(lines.get(index)).matches();
            while (!comment && use.find()) {
                String to = use.group(1).substring(0, use.group(1).length() - 1);
                int line = index + 1;
                if (!to.equals(from)) {
                    uses.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
                    wrong(from, to).ifPresent(reason ->
                            breaches.add(new Breach(file, line, reason)));
                }
            }
        }
    }

    private static Optional<String> wrong(String from, String to) {
        int fromLevel = level(from);
        int toLevel = level(to);
        if (fromLevel < 0 || toLevel < 0) {
            return Optional.of("the package checker." + (fromLevel < 0 ? from : to)
                    + " has no level; give it one in PackageLevels.java");
        }
        if (fromLevel == toLevel) {
            return Optional.of("checker." + from + " and checker." + to
                    + " are neighbours on level " + toLevel);
        }
        return fromLevel > toLevel ? Optional.empty()
                : Optional.of("upwards, from checker." + from + " (level " + fromLevel
                        + ") to checker." + to + " (level " + toLevel + ")");
    }

    /** The packages of the single steps are alike. */
    private static int level(String name) {
        String kind = name.replaceFirst("^steps\\.step\\d\\d$", "steps.step");
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(kind)) {
                return level;
            }
        }
        return -1;
    }
}
