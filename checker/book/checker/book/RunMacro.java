package checker.book;

import checker.report.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.PositionalAttributes;

/**
 * What a check prints, run now: on a stage, or on a mistake of the step.
 *
 * <pre>
 * run::check[step-1, stage=1, outcome=passed, with="--seed 42", expect="one;;another"]
 * run::check[step-1, mistake=NAME, outcome=failed, with="--seed 42", expect="a pattern"]
 * </pre>
 *
 * It has to end with the outcome, and to print each of the expected patterns, which `;;` separates:
 * what the text around it claims to be seen. The seed makes it say the same each time.
 */
@PositionalAttributes("step")
final class RunMacro extends QuoteMacro {

    private static final Pattern STEP = Pattern.compile("step-\\d{1,2}");

    private final Stages stages;
    private final Runs runs;

    RunMacro(Stages stages, Runs runs) {
        super("run", "run::check[step-N, stage=N or mistake=NAME, outcome=OUTCOME,"
                + " with=\"--seed N MORE\", expect=\"PATTERN;;PATTERN\"]",
                Set.of("step", "stage", "mistake", "outcome", "with", "expect"));
        this.stages = stages;
        this.runs = runs;
    }

    @Override
    StructuralNode quote(StructuralNode parent, String target, Map<String, Object> attributes) {
        String step = String.valueOf(attributes.get("step"));
        if (!target.equals("check") || !STEP.matcher(step).matches()
                || !attributes.containsKey("expect")
                || !String.valueOf(attributes.get("with")).matches("(.* )?--seed \\d+( .*)?")) {
            throw wrongForm();
        }
        List<String> arguments = new ArrayList<>(List.of(step));
        Arrays.stream(String.valueOf(attributes.get("with")).split(" "))
                .filter(word -> !word.isEmpty()).forEach(arguments::add);
        Object mistake = attributes.get("mistake");
        Path kernel = mistake == null ? stages.kernel(number(attributes, "stage"))
                : stages.kernel(
                        stages.mistake(Integer.parseInt(step.substring(5)), mistake.toString()));
        Outcome outcome = Arrays.stream(Outcome.values())
                .filter(each -> each.words().equals(String.valueOf(attributes.get("outcome"))))
                .findFirst().orElseThrow(this::wrongForm);
        CheckedRun run = CheckedRun.of(runs, kernel, arguments, checked -> {
            checked.requireOutcome(outcome);
            checked.requireLines(attributes.get("expect").toString());
        });
        Block box = titled(parent, "code", mistake == null ? "Stage " + attributes.get("stage")
                : "A wrong kernel: " + code(mistake.toString()));
        box.append(listing(box, run.transcript(), "text"));
        return box;
    }
}
