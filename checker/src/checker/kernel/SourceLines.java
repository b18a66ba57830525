package checker.kernel;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.CommandTimedOutException;
import checker.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the source lines of addresses, by LLVM's symbolizer. Lines are a convenience in a report:
 * where there is no symbolizer, or no line, there is just none.
 *
 * <p>What was found is kept: a kernel that crashes does so in one place on every machine, and the
 * symbolizer takes 30 ms to load.
 */
final class SourceLines {

    private static final String SYMBOLIZER = "llvm-symbolizer";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Path elf;
    private final Map<Long, Optional<String>> found = new HashMap<>();

    SourceLines(Path elf) {
        this.elf = elf;
    }

    /** {@code file:line} for each address, in their order. */
    synchronized List<Optional<String>> of(List<Long> addresses) {
        List<Long> unknown = addresses.stream().filter(address -> !found.containsKey(address))
                .distinct().toList();
        if (!unknown.isEmpty() && Programs.find(SYMBOLIZER).isPresent()) {
            List<String> answers = ask(unknown);
            for (int index = 0; index < Math.min(unknown.size(), answers.size()); index++) {
                found.put(unknown.get(index), place(answers.get(index)));
            }
        }
        return addresses.stream().map(address -> found.getOrDefault(address, Optional.empty()))
                .toList();
    }

    /** One line for each; none where the symbolizer fails, or takes too long. */
    private List<String> ask(List<Long> addresses) {
        List<String> words = new ArrayList<>(List.of(SYMBOLIZER, "--obj=" + elf,
                "--functions=none", "--no-inlines", "--relativenames"));
        addresses.forEach(address -> words.add("0x" + Long.toHexString(address)));
        try {
            CommandResult result = Command.of(words).within(LONGEST).run();
            return result.succeeded() ? result.lines().stream().filter(line -> !line.isBlank())
                    .toList() : List.of();
        } catch (CommandTimedOutException e) {
            return List.of();
        }
    }

    /** The symbolizer says file:line:column, with ?? or 0 for what it does not know. */
    private static Optional<String> place(String answer) {
        int column = answer.lastIndexOf(':');
        String place = column < 0 ? answer : answer.substring(0, column);
        boolean known = !place.startsWith("??") && !place.endsWith(":0");
        return known ? Optional.of(place) : Optional.empty();
    }
}
