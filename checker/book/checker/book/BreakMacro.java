package checker.book;

import checker.course.TrialPatch;
import checker.quote.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/**
 * A mistake of a step to think about: what is changed, a question, and behind it what the check
 * says of it, run now.
 *
 * <pre>
 * break::unmap-not-invalidated[step=0, question="What will you see?"]
 * break::NAME[step=1, question="Which?", with="--arch x86-32 --hint=2", expect="one;;another"]
 * </pre>
 *
 * The check has to reject it as the mistake's own mail says. What {@code with} does not say of the
 * cases, the architecture and the seed is taken from that mail, or always the same.
 */
final class BreakMacro extends QuoteMacro {

    private static final String QUESTION = "What will you see?";
    private static final int LINES_SHOWN_AT_ONCE = 40;
    /** Level 3 of a hint tells how to do it right, and 4 shows it. */
    private static final Pattern SPOILING_HINT = Pattern.compile("--hint=[34]|--hint");

    private final Stages stages;
    private final Runs runs;

    BreakMacro(Stages stages, Runs runs) {
        super("break", "break::MISTAKE[step=N, question=\"QUESTION\", with=\"OPTIONS\","
                + " expect=\"PATTERN;;PATTERN\"] with no --hint but --hint=2",
                Set.of("step", "question", "with", "expect"));
        this.stages = stages;
        this.runs = runs;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        TrialPatch mistake = stages.mistake(number(attributes, "step"), target);
        CheckedRun run = CheckedRun.of(runs, stages.kernel(mistake),
                arguments(mistake, String.valueOf(attributes.getOrDefault("with", ""))),
                checked -> {
                    checked.requireRejection(mistake);
                    if (attributes.containsKey("expect")) {
                        checked.requireLines(attributes.get("expect").toString());
                    }
                });
        Block box = box(parent, "open", Map.of("role", "break"));
        box.setTitle("Break it: pass:c["
                + mistake.mail().subject().replace("]", "\\]") + "]");
        List<Change> changes = Change.of(mistake.mail().change());
        long lines = changes.stream().mapToLong(change -> change.lines().size()).sum();
        changes.forEach(change -> box.append(diff(box, change, lines <= LINES_SHOWN_AT_ONCE)));
        Block trial = listing(box, List.of("$ git apply " + mistake.path(),
                "$ " + run.command()), "console");
        trial.setTitle("On the kernel of stage " + mistake.step());
        box.append(trial);
        Block question = createBlock(box, "paragraph",
                attributes.getOrDefault("question", QUESTION).toString(),
                new HashMap<>(Map.of("role", "question")));
        question.setSubstitutions("specialcharacters", "quotes", "replacements", "macros");
        box.append(question);
        box.append(answer(box, mistake, run));
        return box;
    }

    private Block answer(Block box, TrialPatch mistake, CheckedRun run) {
        Block answer = box(box, "example", Map.of("collapsible-option", "", "role", "answer"));
        answer.setTitle("What the check says of " + code(mistake.name()));
        answer.append(listing(answer, run.transcript(), "text"));
        Block message = createBlock(answer, "paragraph", withoutTrailers(mistake));
        message.setSubstitutions("specialcharacters");
        answer.append(message);
        return answer;
    }

    private List<String> arguments(TrialPatch mistake, String with) {
        List<String> words = Arrays.stream(with.split(" "))
                .filter(word -> !word.isEmpty()).toList();
        if (words.stream().anyMatch(word -> SPOILING_HINT.matcher(word).matches())) {
            throw wrongForm();
        }
        List<String> arguments = new ArrayList<>(List.of("step-" + mistake.step()));
        List<String> named = mistake.mail().trailers("Architecture");
        addUnlessThere(arguments, words, "--arch", named.isEmpty() ? "x86-64" : named.get(0));
        addUnlessThere(arguments, words, "--only", mistake.checks().get(0));
        arguments.addAll(words);
        addUnlessThere(arguments, words, "--seed", "42");
        return arguments;
    }

    private static void addUnlessThere(
            List<String> arguments, List<String> words, String option, String value) {
        if (words.stream().noneMatch(word -> word.split("=")[0].equals(option))) {
            arguments.addAll(List.of(option, value));
        }
    }

    /** The message tells what happens; who has to notice is the checker's affair. */
    private static String withoutTrailers(TrialPatch mistake) {
        return Arrays.stream(mistake.mail().message().split("\n[ \t]*\n"))
                .filter(paragraph -> !paragraph.matches("(?s)[A-Z][A-Za-z-]*: .*"))
                .collect(Collectors.joining(" ")).replace('\n', ' ');
    }
}
