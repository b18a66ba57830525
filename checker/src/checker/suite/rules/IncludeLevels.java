package checker.suite.rules;

import java.nio.file.Files;
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
import java.util.stream.Stream;

/**
 * The kernel's folders are levels: an include goes to a lower one or stays in its folder; never to
 * a neighbour on the same level, and never in a circle.
 */
public final class IncludeLevels {

    private static final Pattern INCLUDE = Pattern.compile("\\s*#\\s*include\\s+\"([^\"]+)\".*");
    private static final Set<String> C_FILES = Set.of("c", "h", "S", "ld");

    /** The levels from the lowest up; folders in one row are neighbours. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("abi"),
            List.of("base"),
            List.of("trace"),
            List.of("arch"),
            List.of("cpu"),
            List.of("sync"),
            List.of("smp"),
            List.of("memory"),
            List.of("devices", "time", "firmware"),
            List.of("tasks"),
            List.of("objects"),
            List.of("files", "ipc", "network", "terminal"),
            List.of("process"),
            List.of("syscall"),
            List.of("probe"),
            List.of("startup"));

    private final Path kernel;
    private final List<Breach> breaches = new ArrayList<>();
    private final Map<String, Set<String>> includes = new TreeMap<>();

    private IncludeLevels(Path kernel) {
        this.kernel = kernel;
    }

    /** What breaks the rule in a kernel's folder. */
    public static List<Breach> breaches(Path kernel) {
        return new IncludeLevels(kernel).check();
    }

    private List<Breach> check() {
        for (Path file : Sources.below(kernel, C_FILES)) {
            if (file.getNameCount() > 1 && !file.startsWith("user")) {
                checkFile(file);
            }
        }
        Circles.find(includes).ifPresent(circle -> breaches.add(new Breach(
                Path.of(circle.get(0)), 0, "includes itself: " + String.join(" -> ", circle))));
        return List.copyOf(breaches);
    }

    private void checkFile(Path file) {
        List<String> lines = Sources.lines(kernel.resolve(file));
        for (int index = 0; index < lines.size(); index++) {
            Matcher include = INCLUDE.matcher(lines.get(index));
            if (include.matches()) {
                checkInclude(file, index + 1, include.group(1));
            }
        }
    }

    private void checkInclude(Path file, int line, String name) {
        List<Path> targets = targets(file, name);
        if (targets.isEmpty()) {
            breaches.add(new Breach(file, line, "\"" + name + "\" is not in the kernel's folder"));
        }
        for (Path target : targets) {
            String from = file.getName(0).toString();
            String to = target.getName(0).toString();
            wrong(from, to).ifPresent(reason -> breaches.add(new Breach(file, line,
                    "includes \"" + name + "\": " + reason)));
            includes.computeIfAbsent(file.toString(), key -> new TreeSet<>())
                    .add(target.toString());
        }
    }

    /** Why one folder may not include from another. */
    private static Optional<String> wrong(String from, String to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        int fromLevel = level(from);
        int toLevel = level(to);
        if (fromLevel < 0 || toLevel < 0) {
            return Optional.of("the folder '" + (fromLevel < 0 ? from : to)
                    + "' has no level; give it one in IncludeLevels.java");
        }
        if (fromLevel == toLevel) {
            return Optional.of(from + " and " + to + " are neighbours on level " + toLevel);
        }
        return fromLevel > toLevel ? Optional.empty()
                : Optional.of("upwards, from " + from + " (level " + fromLevel + ") to " + to
                        + " (level " + toLevel + ")");
    }

    private static int level(String folder) {
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(folder)) {
                return level;
            }
        }
        return -1;
    }

    /**
     * The files that an include can mean: from the kernel's top, beside the including file, or in
     * one of the architectures' folders, of which the build chooses one.
     */
    private List<Path> targets(Path file, String name) {
        Path fromTop = Path.of(name).normalize();
        Path beside = file.resolveSibling(name).normalize();
        for (Path candidate : List.of(fromTop, beside)) {
            if (Files.isRegularFile(kernel.resolve(candidate))) {
                return List.of(candidate);
            }
        }
        return Stream.of("common", "x86-32", "x86-64")
                .map(folder -> Path.of("arch", "x86", folder).resolve(name).normalize())
                .filter(candidate -> Files.isRegularFile(kernel.resolve(candidate)))
                .toList();
    }
}
