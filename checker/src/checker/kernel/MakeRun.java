package checker.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Calls of the kernel's Makefile: which words, in which environment. */
final class MakeRun {

    /** A build takes seconds; one that takes this long waits for something that never comes. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final BuildOrder order;
    private final Path objects;

    /** Calls for one order, with the object folder {@code objects}. */
    MakeRun(BuildOrder order, Path objects) {
        this.order = order;
        this.objects = objects;
    }

    /** The command line that makes a target; run it in the order's source folder. */
    List<String> command(String... targets) {
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
        return words;
    }

    /** Make cuts names at blanks; a relative path leaves out the folders above, which have them. */
    private String withoutBlanks(Path path) {
        String absolute = path.toString();
        boolean blank = absolute.chars().anyMatch(Character::isWhitespace);
        return blank ? order.source().relativize(path).toString() : absolute;
    }
}
