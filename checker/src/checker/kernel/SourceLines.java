package checker.kernel;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.CommandTimedOutException;
import checker.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the source lines of addresses, by LLVM's symbolizer. Lines are a convenience in a report:
 * where there is no symbolizer, or no line, there is just none.
 */
final class SourceLines {

    private static final String SYMBOLIZER = "llvm-symbolizer";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Path elf;

    SourceLines(Path elf) {
        this.elf = elf;
    }

    /** {@code file:line} for each address, in their order. */
    List<Optional<String>> of(List<Long> addresses) {
        List<Optional<String>> lines = new ArrayList<>();
        if (!addresses.isEmpty() && Programs.find(SYMBOLIZER).isPresent()) {
            ask(addresses).stream().filter(line -> !line.isBlank())
                    .map(SourceLines::place).forEach(lines::add);
        }
        while (lines.size() < addresses.size()) {
            lines.add(Optional.empty());
        }
        return List.copyOf(lines.subList(0, addresses.size()));
    }

    private List<String> ask(List<Long> addresses) {
        List<String> words = new ArrayList<>(List.of(SYMBOLIZER, "--obj=" + elf,
                "--functions=none", "--no-inlines", "--relativenames"));
        addresses.forEach(address -> words.add("0x" + Long.toHexString(address)));
        try {
            CommandResult result = Command.of(words).within(LONGEST).run();
            return result.succeeded() ? result.lines() : List.of();
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
