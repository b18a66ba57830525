package checker.cli;

import checker.process.MissingToolException;
import checker.report.Outcome;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says when it does not do what it was asked for, and what it then exits with. */
public final class Answers {

    private Answers() {}

    /** A wrong word gets an answer to just that word; the whole help would bury it. */
    public static int refuse(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        String command = e.getCommandLine().getCommandName();
        err.println(command + ": " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("./jbang " + command + " --help tells what there is");
        return ExitCode.USAGE;
    }

    /** What nobody foresaw, or a tool that is missing: the host's fault or ours. */
    public static int internalError(Exception e, String command, PrintWriter err) {
        err.println(command + ": " + Outcome.INTERNAL_ERROR.words() + ": " + e.getMessage());
        if (e instanceof MissingToolException missing) {
            err.println(missing.remedy());
        } else {
            e.printStackTrace(err);
        }
        return Outcome.INTERNAL_ERROR.exitCode();
    }
}
