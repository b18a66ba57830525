package checker.suite.rules;

import checker.repository.StepFolder;
import checker.suite.rules.LessonText.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The section "The contract" of a lesson and the claims of its step name the same things. What a
 * claim names and the kernel has, a variable, a field, a function, is a promise that the learner
 * must have been told of: in this lesson or in one before it. And what the contract names, the
 * kernel of that stage has.
 *
 * <p>A name that a claim gives as the place to look at, {@code hunk = "..."}, is of the reference
 * answer and no promise.
 */
public final class LessonContract {

    /** In the kernel's style; registers and signatures of tables are capitals without a bar. */
    private static final Pattern LITERAL = Pattern.compile(
            "\"([A-Z]\\w*[a-z]\\w*|[A-Z]+(?:_[A-Z0-9]+)+)\"");
    private static final Pattern FIELD = Pattern.compile("\\.field\\(\"\\w+\", \"(\\w+)\"\\)");
    private static final Pattern NO_CLAIM = Pattern.compile("\\s*(\\*|//|/\\*).*|.*hunk = .*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Za-z0-9]*[a-z]\\w*\\b");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w+\\b");
    private static final Pattern CELL = Pattern.compile("\\| ([^|]*?)(?:\\|.*)?");

    private final Path root;
    private final Path claims;
    private final IntFunction<Path> stages;
    private final Set<String> promised = new TreeSet<>();
    private final List<Breach> breaches = new ArrayList<>();

    private LessonContract(Path root, Path claims, IntFunction<Path> stages) {
        this.root = root;
        this.claims = claims;
        this.stages = stages;
    }

    /**
     * Names that only one of the two sides knows.
     *
     * @param root the folder to which the places are relative
     * @param steps those whose lesson is there are looked at
     * @param claims the folder with {@code step00}, {@code step01} and so on
     * @param stages the kernel's folder at a stage
     */
    public static List<Breach> breaches(
            Path root, List<StepFolder> steps, Path claims, IntFunction<Path> stages) {
        LessonContract contract = new LessonContract(root, claims, stages);
        steps.stream().sorted(Comparator.comparingInt(StepFolder::number))
                .filter(step -> Files.isRegularFile(step.lesson())).forEach(contract::check);
        return List.copyOf(contract.breaches);
    }

    private void check(StepFolder step) {
        Path kernel = stages.apply(step.number());
        Set<String> there = Sources.below(kernel, Set.of("c", "h", "S")).stream()
                .flatMap(file -> Sources.lines(kernel.resolve(file)).stream())
                .flatMap(line -> WORD.matcher(line).results()).map(found -> found.group())
                .collect(Collectors.toSet());
        LessonText.of(step.lesson()).part("The contract").ifPresent(section ->
                section.lines().forEach(line -> read(step, line, there)));
        Path folder = claims.resolve(String.format(Locale.ROOT, "step%02d", step.number()));
        for (Path file : Sources.below(folder, Set.of("java"))) {
            checkClaim(folder.resolve(file), there);
        }
    }

    private void read(StepFolder step, Line line, Set<String> there) {
        Matcher quoted = QUOTED.matcher(line.text());
        while (quoted.find()) {
            WORD.matcher(quoted.group(1)).results().forEach(word -> promised.add(word.group()));
        }
        line.match(CELL).map(cell -> QUOTED.matcher(cell.group(1))).ifPresent(names -> {
            while (names.find()) {
                NAME.matcher(names.group(1)).results().map(found -> found.group())
                        .filter(name -> !there.contains(name)).forEach(name ->
                                breaches.add(new Breach(root.relativize(step.lesson()),
                                        line.number(), "stage " + step.number() + " has no "
                                                + name)));
            }
        });
    }

    private void checkClaim(Path file, Set<String> there) {
        List<String> lines = Sources.lines(file);
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            int number = index + 1;
            Stream<MatchResult> names = NO_CLAIM.matcher(line).matches() ? Stream.empty()
                    : Stream.concat(LITERAL.matcher(line).results(),
                            FIELD.matcher(line).results());
            names.map(name -> name.group(1)).distinct()
                    .filter(name -> there.contains(name) && !promised.contains(name))
                    .forEach(name -> breaches.add(new Breach(root.relativize(file), number,
                            "reads " + name + ", of which no contract tells so far")));
        }
    }
}
