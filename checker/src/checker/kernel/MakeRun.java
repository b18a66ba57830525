package checker.kernel;

import checker.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls of the kernel's Makefile: which words, and how paths reach make whole. */
final class MakeRun {

    private final BuildOrder order;
    private final Path objects;

    /** Calls for one order, with the object folder {@code objects}. */
    MakeRun(BuildOrder order, Path objects) {
        this.order = order;
        this.objects = objects;
    }

    /** Makes the kernel, compiling what the cache has not; the same as {@link #run} else. */
    int run(Path log, CompilerCache cache) throws IOException {
        return LoggedProcess.run(cache.under(command()), log);
    }

    /**
     * Makes a target; all output goes to {@code log}.
     *
     * @return make's exit code
     */
    int run(Path log, String... targets) throws IOException {
        return LoggedProcess.run(command(targets), log);
    }

    private Command command(String... targets) {
        List<String> words = new ArrayList<>(List.of("make", "--no-print-directory",
                "-j" + Runtime.getRuntime().availableProcessors(),
                "ARCH=" + order.architecture().label(),
                "TOOLCHAIN=" + order.toolchain().label(),
                "OUT=" + withoutBlanks(objects)));
        if (order.warningsAreErrors()) {
            words.add("WERROR=1");
        }
        if (!order.probes().isEmpty()) {
            words.add("PROBES=" + String.join(" ",
                    order.probes().stream().map(this::withoutBlanks).toList()));
        }
        words.addAll(List.of(targets));
        return Command.of(words).in(order.source());
    }

    /** Make cuts names at blanks; a relative path leaves out the folders above, which have them. */
    private String withoutBlanks(Path path) {
        boolean blank = path.toString().chars().anyMatch(Character::isWhitespace);
        return (blank ? order.source().relativize(path) : path).toString();
    }
}
