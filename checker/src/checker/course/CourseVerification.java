package checker.course;

import checker.repository.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The proof that kernel, patches and trials belong together, byte for byte: the patches come off
 * the kernel and go on again exactly, git would write each of them just as it lies there, and
 * every mistake and variant fits its stage.
 *
 * @param stages the number of steps that have patches
 * @param patches the number of patches proven
 * @param trials the number of mistakes and variants proven
 * @param problems what is wrong, a sentence each; empty when all holds
 */
public record CourseVerification(int stages, int patches, int trials, List<String> problems) {

    /** Of the clone's files as they lie there now. */
    public static CourseVerification ofWorkTree(Repository repository) {
        List<String> problems = new ArrayList<>(
                LineEnds.inWorkTree(Clone.of(repository), "kernel", "steps"));
        return problems.isEmpty()
                ? of(() -> CourseSeries.ofWorkTree(repository))
                : new CourseVerification(0, 0, 0, problems);
    }

    /** Of a commit, by any name that git knows it by. */
    public static CourseVerification ofCommit(Repository repository, String commit) {
        return of(() -> CourseSeries.ofCommit(repository, commit));
    }

    /** Tells whether all holds. */
    public boolean holds() {
        return problems.isEmpty();
    }

    private static CourseVerification of(java.util.function.Supplier<CourseSeries> opening) {
        try (CourseSeries series = opening.get()) {
            List<String> problems = new ArrayList<>();
            problems.addAll(LineEnds.inTree(series.scratch(), series.chain().source().tree(),
                    "kernel"));
            problems.addAll(attributes(series));
            problems.addAll(regenerated(series));
            problems.addAll(trials(series));
            return new CourseVerification(series.lastStage(), series.patches().size(),
                    series.trials().size(), List.copyOf(problems));
        } catch (CourseException e) {
            return new CourseVerification(0, 0, 0, List.of(e.getMessage()));
        }
    }

    /** A checkout that translates line ends would change patches: attributes must forbid it. */
    private static List<String> attributes(CourseSeries series) {
        if (series.patches().isEmpty()) {
            return List.of();
        }
        Git index = series.scratch().gitWithOwnIndex();
        index.text("read-tree", series.chain().source().tree());
        String path = series.patches().get(0).path();
        boolean isGuarded = index.text("check-attr", "--cached", "text", "--", path)
                .endsWith(": unset");
        return isGuarded ? List.of() : List.of(".gitattributes does not guard the line ends of "
                + path + ": it takes the line '*.patch -text'");
    }

    private static List<String> regenerated(CourseSeries series) {
        List<String> problems = new ArrayList<>();
        List<String> stages = series.chain().stages();
        for (int step = 1; step <= series.lastStage(); step++) {
            Map<String, SeriesPatch> stored = new TreeMap<>();
            series.patches(step).forEach(
                    patch -> stored.put(patch.file().getFileName().toString(), patch));
            Map<String, byte[]> written = MailWriter.step(series.scratch(),
                    series.scratch().git(), stages.get(step - 1), stages.get(step));
            if (!written.keySet().equals(stored.keySet())) {
                problems.add("step " + step + " should have the patches " + written.keySet()
                        + ", but has " + stored.keySet());
                continue;
            }
            stored.forEach((name, patch) -> problems.addAll(
                    compare(patch, written)));
        }
        return problems;
    }

    private static List<String> compare(SeriesPatch patch, Map<String, byte[]> generated) {
        int at = SameMails.firstDifference(generated, patch);
        if (at < 0) {
            return List.of();
        }
        String before = new String(SameMails.bytes(patch), StandardCharsets.ISO_8859_1)
                .substring(0, at);
        long line = before.chars().filter(each -> each == '\n').count() + 1;
        return List.of(patch + " is not what git writes for its commit: line " + line
                + " differs. Patches are generated, never edited: 'course fold' writes them.");
    }

    private static List<String> trials(CourseSeries series) {
        List<String> problems = new ArrayList<>();
        for (TrialPatch trial : series.trials()) {
            try {
                series.tree(trial);
            } catch (CourseException e) {
                problems.add(e.getMessage());
            }
            if (trial.kind() == TrialPatch.Kind.MISTAKE
                    && (trial.checks().isEmpty() || trial.hints().isEmpty())) {
                problems.add(trial + " has to say in trailers which case catches it (Check:) and"
                        + " what hint it shows (Hint:)");
            }
        }
        return problems;
    }
}
