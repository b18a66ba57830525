package checker.cli;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.MissingToolException;
import checker.report.Layout;
import checker.report.Palette;
import checker.report.Verdicts;
import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.steps.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of the course and where the learner stands: `check` without a step. */
final class StepList {

    private static final Pattern STEP_BRANCH = Pattern.compile("(?:lab/)?step-(\\d+)");

    private final Repository repository;
    private final Palette palette;
    private final Layout layout;

    StepList(Repository repository, Layout layout, Palette palette) {
        this.repository = repository;
        this.layout = layout;
        this.palette = palette;
    }

    List<String> lines() {
        Optional<String> branch = branch();
        Optional<Integer> here = branch.flatMap(StepList::stepOf);
        List<String> lines = new ArrayList<>();
        lines.add(palette.strong("Eleven Steps to SMP")
                + branch.map(name -> ", on branch " + name).orElse(""));
        lines.add("");
        for (StepFolder step : repository.steps()) {
            boolean current = here.filter(number -> number == step.number()).isPresent();
            lines.add(line(step, current));
        }
        lines.add("");
        lines.add("./jbang check step-" + here.orElse(1) + " checks a step, "
                + "./jbang course start step-1 begins one");
        return lines;
    }

    private String line(StepFolder step, boolean current) {
        Verdicts verdicts = new Verdicts(repository.build());
        String place = String.format("%s %-8s %-20s ", current ? ">" : " ", step.name(),
                step.slug());
        String state = Claims.of(step.number()).isEmpty() ? "no checks in this clone yet"
                : verdicts.last(step.number()).map(Object::toString).orElse("not checked yet");
        return layout.clipped(place + state);
    }

    private static Optional<Integer> stepOf(String branch) {
        Matcher matcher = STEP_BRANCH.matcher(branch);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1)))
                : Optional.empty();
    }

    /** The branch that is checked out; without git, or between branches, there is none to name. */
    private Optional<String> branch() {
        try {
            CommandResult result = Command.of("git", "symbolic-ref", "--short", "-q", "HEAD")
                    .in(repository.root()).run();
            return result.succeeded() ? Optional.of(result.output().strip()) : Optional.empty();
        } catch (MissingToolException e) {
            return Optional.empty();
        }
    }
}
