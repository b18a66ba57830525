package checker.cli;

import checker.repository.Repository;
import checker.tools.Checkup;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code jbang doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Looks whether this machine has all that the checks need: each tool and its "
                + "version, the machines that QEMU makes, room, accelerators; and names the remedy "
                + "for what is missing. Installs nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:checks can run here", "1:a check could not run here",
            "2:wrong usage"})
public final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Write the findings as JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Checkup checkup = Checkup.of(Repository.find().root());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(DoctorReport.json(checkup));
        } else {
            Terminal terminal = Terminal.here();
            new DoctorReport(terminal.coloured()).lines(checkup).forEach(out::println);
        }
        return checkup.checksCanRun() ? 0 : 1;
    }
}
