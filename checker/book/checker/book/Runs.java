package checker.book;

import java.nio.file.Path;
import java.util.List;

/** Runs the commands whose output lessons quote. */
interface Runs {

    /**
     * What became of a command.
     *
     * @param exitCode what it exited with
     * @param lines what it printed
     * @param report the same as JSON, for programs; empty when there is none
     */
    record Output(int exitCode, List<String> lines, String report) {

        public Output {
            lines = List.copyOf(lines);
        }

        Output(int exitCode, List<String> lines) {
            this(exitCode, lines, "");
        }
    }

    /**
     * Runs a check.
     *
     * @param kernel the kernel to check, in a folder that has nothing else of a clone
     * @param arguments those of {@code ./jbang check}
     */
    Output check(Path kernel, List<String> arguments);

    /** Keeps nothing of a check: it is to be run again when it is wanted again. */
    default void forget(Path kernel, List<String> arguments) { }
}
