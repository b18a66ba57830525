package checker.cli;

import checker.report.Advice;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Understands {@code --hint}: each repetition goes a level deeper, {@code --hint=3} names one. */
final class HintLevel {

    private static final String DEEPER = "deeper";

    private HintLevel() {}

    /** The level that the options ask for; level 1 is shown without any. */
    static int of(List<String> options, CommandSpec command) {
        int level = 1;
        for (String option : options) {
            if (option.equals(DEEPER)) {
                level++;
            } else if (option.matches("[1-" + Advice.LEVELS + "]")) {
                level = Integer.parseInt(option);
            } else {
                throw new ParameterException(command.commandLine(),
                        "--hint=" + option + ": there are the levels 1 to " + Advice.LEVELS);
            }
        }
        return Math.min(level, Advice.LEVELS);
    }

    /** Keeps a bare {@code --hint} from taking the word behind it for its level. */
    static final class NeedsEqualsSign implements IParameterPreprocessor {

        @Override
        public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option,
                Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(DEEPER);
            }
            return false;
        }
    }
}
