package checker.course;

import checker.repository.Repository;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code course fixup}: puts an edit of main's kernel into the patches that own its lines. */
@Command(name = "fixup", description = {
    "Puts your edit of kernel/ into the patches that own its lines.",
    "Lines go to the patch that brought them, lines between two patches to the later of them.",
    "Your files stay as they are: the patches follow, and all is staged. On a conflict nothing",
    "changes."})
final class FixupCommand extends CourseAction {

    @Option(names = "--to", paramLabel = "step-N[/K]", description = "What has no owner (a new"
            + " file, a hunk of several patches) goes to step N's last patch, or its patch K;"
            + " step-0 is the baseline.")
    private Optional<String> target;

    @Option(names = "--since", paramLabel = "COMMIT", defaultValue = "HEAD",
            description = "Take the edits that were committed after COMMIT as well.")
    private String since;

    @Option(names = "--keep-stale", description = "Leave mistakes and variants that conflict as"
            + " they are; 'course verify' names them until they are made anew.")
    private boolean keepStale;

    @Override
    int run(Repository repository) {
        Clone clone = Clone.of(repository);
        CourseLock.during(clone, () -> new Fixup(repository, clone).run(since, target, keepStale))
                .forEach(this::say);
        say("Folded and staged: git diff --cached shows it, git commit keeps it.");
        return DONE;
    }
}
