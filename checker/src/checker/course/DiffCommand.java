package checker.course;

import checker.repository.Repository;
import checker.repository.StepFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code course diff}: shows the reference answer of a step, or the learner's beside it. */
@Command(name = "diff", description = {
    "Shows the reference answer of a step, patch by patch."})
final class DiffCommand extends CourseAction {

    @Parameters(paramLabel = "STEP", description = "The step, as step-3.")
    private String name;

    @Option(names = "--stat", description = "Only which files change, and by how much.")
    private boolean stat;

    @Option(names = "--mine", description = "Your lab against the reference:"
            + " - is the reference, + is yours.")
    private boolean mine;

    @Option(names = "--ref", paramLabel = "COMMIT",
            description = "Read the course from this commit instead of main.")
    private Optional<String> ref;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        StepFolder step = repository.step(name);
        try (CourseSeries series = CourseSeries.ofCommit(repository, clone.mainCommit(ref))) {
            if (step.number() == 0 || step.number() > series.lastStage()) {
                throw new CourseException(step + " has no patches" + (step.number() == 0
                        ? ": it is the baseline" : " yet"));
            }
            List<String> lines = mine ? lab(clone, series, step.number())
                    : reference(series, step.number());
            lines.forEach(this::say);
            return DONE;
        }
    }

    private List<String> reference(CourseSeries series, int step) {
        List<String> stages = series.chain().stages();
        return series.scratch().git().lines(options(List.of("log", "--reverse",
                "--format=%n%C(yellow)%s%Creset%n%n%w(0,4,4)%b", "--no-renames"),
                stages.get(step - 1) + ".." + stages.get(step)));
    }

    private List<String> lab(Clone clone, CourseSeries series, int step) {
        Lab lab = new Lab(step);
        String commit = clone.find(lab.reference()).orElseThrow(() -> new CourseException(
                "you have not started this step: there is no branch " + lab.branch(),
                "Start it: ./jbang course start " + BranchSeries.branch(step)));
        boolean isHere = clone.branch().equals(Optional.of(lab.branch()));
        String mineTree = isHere
                ? SourceTree.ofWorkTree(clone, series.scratch()).tree() : commit;
        List<String> lines = series.scratch().git().lines(options(
                List.of("diff", "--no-renames"), series.chain().stages().get(step), mineTree,
                "--", "kernel"));
        return lines.isEmpty() ? List.of("Your kernel is the reference, to the byte.") : lines;
    }

    private String[] options(List<String> command, String... operands) {
        List<String> all = new ArrayList<>(command);
        all.add(stat ? "--stat=80" : "--patch");
        all.add(wantsColours() ? "--color=always" : "--color=never");
        all.addAll(List.of(operands));
        return all.toArray(String[]::new);
    }

    private static boolean wantsColours() {
        String refused = System.getenv().getOrDefault("NO_COLOR", "");
        return refused.isEmpty() && System.console() != null
                && !"dumb".equals(System.getenv("TERM"));
    }
}
