package checker.suite.rules;

import checker.repository.StepFolder;
import checker.suite.rules.LessonText.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every lesson has every part, in one order, and in the parts what makes them worth having: the old
 * kernel fails in "Why now", "Run it first" runs, each patch is shown, three mistakes can be tried.
 *
 * <p>Step 0 differs in what it cannot have: no kernel comes before it and no patches lead to it. So
 * it opens with "Why start here", which has nothing to show failing, and has no part for patches.
 * Other sections may stand between the parts.
 */
public final class LessonParts {

    private static final String WHY_NOW = "Why now";
    private static final String WHY_START = "Why start here";
    private static final String RUN_IT = "Run it first";
    private static final String PATCHES = "The patches, one by one";
    private static final String CONTRACT = "The contract";
    private static final String EXERCISES = "Exercises";
    private static final List<String> AFTER_THE_FIRST = List.of(RUN_IT, "The hardware, exactly",
            "The design and its alternatives", PATCHES, CONTRACT, "What goes wrong", EXERCISES,
            "What Linux and others do", "What comes next");

    private static final int LEAST_BOXES = 3;
    private static final Pattern BOX = Pattern.compile(
            "break::\\S+\\[.*\\bquestion=\"[^\"]+\".*]");
    private static final Pattern PATCH = Pattern.compile("patch::(\\S+?)\\[.*]");
    private static final Pattern CHECK = Pattern.compile("run::check\\[(.*)]");
    private static final Pattern LIVE = Pattern.compile("(run|log)::.*|\\[session\\b.*");
    private static final Pattern BAD = Pattern.compile(
            "\\boutcome=\"?(failed|crashed|timed out)\\b");

    private final Path place;
    private final StepFolder step;
    private final LessonText text;
    private final List<Breach> breaches = new ArrayList<>();

    private LessonParts(Path root, StepFolder step) {
        this.place = root.relativize(step.lesson());
        this.step = step;
        this.text = LessonText.of(step.lesson());
    }

    /**
     * What is missing in lessons.
     *
     * @param root the folder to which the places are relative
     * @param steps those whose lesson is there are looked at
     */
    public static List<Breach> breaches(Path root, List<StepFolder> steps) {
        return steps.stream().filter(step -> Files.isRegularFile(step.lesson()))
                .flatMap(step -> new LessonParts(root, step).check().stream()).toList();
    }

    private List<Breach> check() {
        requireOrder();
        text.part(WHY_NOW).filter(section -> step.number() > 0).ifPresent(this::requireOldFailure);
        text.part(RUN_IT).filter(section -> section.matches(LIVE).findAny().isEmpty())
                .ifPresent(section -> breach(section.heading(),
                        "nothing is run here: run::check, log:: or a session"));
        text.part(PATCHES).filter(section -> step.number() > 0).ifPresent(this::requirePatches);
        text.part(EXERCISES).ifPresent(section ->
                LessonExercises.problems(section).forEach(this::breach));
        requireMistakes();
        return List.copyOf(breaches);
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>(AFTER_THE_FIRST);
        parts.add(0, step.number() == 0 ? WHY_START : WHY_NOW);
        if (step.number() == 0) {
            parts.remove(PATCHES);
        }
        return parts;
    }

    private void requireOrder() {
        List<String> parts = parts();
        for (int index = 0; index < parts.size(); index++) {
            String part = parts.get(index);
            Optional<Section> found = text.part(part);
            if (found.isEmpty()) {
                breach(placeFor(parts.subList(index + 1, parts.size())),
                        "the part '" + part + "' is missing before this line");
            } else if (found.get().isEmpty()) {
                breach(found.get().heading(), "the part '" + part + "' is empty");
            } else {
                requireAfter(found.get(), part, parts.subList(0, index));
            }
        }
    }

    private void requireAfter(Section found, String part, List<String> before) {
        before.stream().filter(each -> text.part(each).stream()
                        .anyMatch(section -> section.heading() > found.heading()))
                .findFirst().ifPresent(late -> breach(found.heading(),
                        "the part '" + part + "' belongs behind '" + late + "'"));
    }

    /** Where a missing part would stand: at the first of those that follow it. */
    private int placeFor(List<String> following) {
        return following.stream().flatMap(part -> text.part(part).stream())
                .mapToInt(Section::heading).min().orElse(text.last());
    }

    private void requireOldFailure(Section why) {
        Pattern old = Pattern.compile("\\bstage=" + (step.number() - 1) + "\\b");
        boolean shown = why.matches(CHECK).map(check -> check.group(1)).anyMatch(words ->
                old.matcher(words).find() && BAD.matcher(words).find());
        if (!shown) {
            breach(why.heading(), "the old kernel does not fail here: run::check[step-"
                    + step.number() + ", stage=" + (step.number() - 1) + ", outcome=failed, ...]");
        }
    }

    private void requirePatches(Section section) {
        List<String> shown = section.matches(PATCH).map(patch -> patch.group(1)).distinct()
                .toList();
        List<String> there = patches();
        there.stream().filter(patch -> !shown.contains(patch)).forEach(patch ->
                breach(section.heading(), "does not show patches/" + patch));
        List<String> expected = there.stream().filter(shown::contains).toList();
        List<String> found = shown.stream().filter(there::contains).toList();
        if (!found.equals(expected)) {
            breach(section.heading(), "shows the patches in another order than that of the series");
        }
    }

    private List<String> patches() {
        return Sources.below(step.patches(), Set.of("patch")).stream()
                .map(Path::toString).toList();
    }

    private void requireMistakes() {
        int line = text.part("What goes wrong").map(Section::heading).orElse(text.last());
        long boxes = text.matches(BOX).count();
        if (boxes < LEAST_BOXES) {
            breach(line, "the lesson has " + boxes + " boxes break::NAME[..., question=\"...\"]; it"
                    + " needs " + LEAST_BOXES);
        }
        if (text.matches(CHECK).map(Matcher::group).noneMatch(check -> BAD.matcher(check).find())) {
            breach(line, "no check fails in this lesson: run::check[..., outcome=failed, ...]");
        }
    }

    private void breach(int line, String problem) {
        breaches.add(new Breach(place, line, problem));
    }

    private void breach(LessonExercises.Problem problem) {
        breach(problem.line(), problem.text());
    }
}
