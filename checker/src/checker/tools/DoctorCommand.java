package checker.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbang doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Looks whether this machine has all that the checks need.")
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "this clone holds nothing to doctor yet");
    }
}
