package checker.suite.rules;

import checker.quote.Definition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lesson quotes is there: the function, type or macro at the stage it speaks of, the patch.
 * A quote is a block macro, which the book replaces by the text itself:
 *
 * <pre>
 * code::kernel/smp/CPURecord.c[RecordCPU, stage=1]
 * code::kernel/smp/BootPolicy.h[stage=1]
 * patch::0001-name.patch[step=1]
 * patch::0001-name.patch[step=1, function=RecordCPU]
 * </pre>
 *
 * <p>Building the book proves the same and more; this takes no Asciidoctor and tells in a moment.
 */
public final class LessonQuotes {

    private static final Pattern MACRO = Pattern.compile("(code|patch|image)::.*");
    private static final Pattern CODE = Pattern.compile(
            "code::kernel/(\\S+?)\\[(?:(\\w+), )?stage=(\\d+)(?:, lines=\"[^\"]*\")?]");
    private static final Pattern PATCH = Pattern.compile(
            "patch::(\\S*?)\\[step=\\d+(?:, function=\\w+|, file=\\S+)?]");
    /** A text with commas needs quotation marks, or the rest of it becomes the width. */
    private static final Pattern IMAGE = Pattern.compile(
            "image::\\S+?\\[(\"[^\"]*\"|[^,\\]\"]*)(,\\d+)?]");
    private static final int LEAST_ALTERNATIVE_TEXT = 20;

    private final IntFunction<Path> stages;

    private LessonQuotes(IntFunction<Path> stages) {
        this.stages = stages;
    }

    /**
     * The quotes that lead nowhere.
     *
     * @param root the folder to which the places are relative
     * @param lessons files that are there
     * @param stages the kernel's folder at a stage
     */
    public static List<Breach> breaches(
            Path root, List<Path> lessons, IntFunction<Path> stages) {
        LessonQuotes quotes = new LessonQuotes(stages);
        List<Breach> breaches = new ArrayList<>();
        for (Path lesson : lessons) {
            List<String> lines = Sources.lines(lesson);
            for (int index = 0; index < lines.size(); index++) {
                int number = index + 1;
                quotes.problem(lesson, lines.get(index)).ifPresent(problem ->
                        breaches.add(new Breach(root.relativize(lesson), number, problem)));
            }
        }
        return List.copyOf(breaches);
    }

    private Optional<String> problem(Path lesson, String line) {
        Matcher macro = MACRO.matcher(line);
        if (!macro.matches()) {
            return Optional.empty();
        }
        return switch (macro.group(1)) {
            case "code" -> code(line);
            case "patch" -> patch(lesson, line);
            default -> image(line);
        };
    }

    private Optional<String> code(String line) {
        Matcher code = CODE.matcher(line);
        if (!code.matches()) {
            return Optional.of("write code::kernel/FILE[NAME, stage=N]");
        }
        Path file = stages.apply(Integer.parseInt(code.group(3))).resolve(code.group(1));
        if (!Files.isRegularFile(file)) {
            return Optional.of("stage " + code.group(3) + " has no kernel/" + code.group(1));
        }
        boolean there = code.group(2) == null
                || Definition.find(Sources.lines(file), code.group(2)).isPresent();
        return there ? Optional.empty() : Optional.of(code.group(1) + " of stage " + code.group(3)
                + " defines no " + code.group(2));
    }

    private static Optional<String> patch(Path lesson, String line) {
        Matcher patch = PATCH.matcher(line);
        if (!patch.matches()) {
            return Optional.of("write patch::FILE[step=N]");
        }
        Path file = lesson.resolveSibling("patches").resolve(patch.group(1));
        return patch.group(1).isEmpty() || Files.isRegularFile(file) ? Optional.empty()
                : Optional.of("there is no patches/" + patch.group(1));
    }

    private static Optional<String> image(String line) {
        Matcher image = IMAGE.matcher(line);
        if (!image.matches()) {
            return Optional.of("write image::FILE[\"TEXT\",WIDTH]");
        }
        return image.group(1).length() >= LEAST_ALTERNATIVE_TEXT ? Optional.empty()
                : Optional.of("the picture needs a text that tells what it shows");
    }
}
