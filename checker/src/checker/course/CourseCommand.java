package checker.course;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang course}: shows where the learner stands, or runs a subcommand. */
@Command(name = "course", mixinStandardHelpOptions = true,
        description = "Starts, shows and keeps the stages of the course.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused, or it could not: what is wrong is said, and nothing has changed",
            "2:the command line makes no sense"},
        footer = {"", "Learning:  start, diff, status", "Writing:   branches, fold, fixup, verify",
            "A command may name a step as step-3, 3 or by its name."},
        subcommands = {StartCommand.class, DiffCommand.class, StatusCommand.class,
            BranchesCommand.class, FoldCommand.class, FixupCommand.class, VerifyCommand.class})
public final class CourseCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, as: course status");
    }
}
