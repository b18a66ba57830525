package checker.course;

import checker.process.CommandFailedException;
import checker.process.CommandTimedOutException;
import checker.process.MissingToolException;
import checker.repository.NoRepositoryException;
import checker.repository.Repository;
import checker.repository.UnknownStepException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the subcommands have in common: the clone they work in, and how they say no. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, abbreviateSynopsis = true)
abstract class CourseAction implements Callable<Integer> {

    /** Exit code when all is well. */
    static final int DONE = 0;
    /** Exit code when the command would not or could not; nothing has changed then. */
    static final int REFUSED = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        try {
            return run(Repository.find());
        } catch (CourseException | NoRepositoryException | UnknownStepException e) {
            return refuse(e.getMessage());
        } catch (MissingToolException e) {
            return refuse(e.getMessage() + "\n" + e.remedy());
        } catch (CommandFailedException | CommandTimedOutException | UncheckedIOException e) {
            return refuse("something went wrong that is not your doing: " + e.getMessage());
        }
    }

    /** Does what the command is for and gives its exit code. */
    abstract int run(Repository repository);

    void say(String line) {
        out().println(line);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** What a command says that was given too little or too much. */
    CourseException usage(String problem) {
        return new CourseException(problem, "./jbang course " + spec.name() + " --help");
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println("course " + spec.name() + ": " + why);
        return REFUSED;
    }
}
