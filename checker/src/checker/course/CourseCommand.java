package checker.course;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang course}. */
@Command(name = "course", mixinStandardHelpOptions = true, description = "Starts, shows and keeps the stages of the course.")
public final class CourseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "this clone holds nothing to course yet");
    }
}
