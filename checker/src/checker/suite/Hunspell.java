package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import checker.suite.rules.Spelling;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The dictionary of British English that the spell checker of this host has. */
final class Hunspell implements Spelling.Dictionary {

    @Override
    public Set<String> unknown(Collection<String> words) {
        CommandResult result = Command.of("hunspell", "-d", "en_GB", "-i", "UTF-8", "-l")
                .reading(String.join("\n", words) + "\n").with("LC_ALL", "C.UTF-8").run();
        if (!result.succeeded()) {
            throw new TrialFailedException("hunspell does not work", result.lines());
        }
        return result.output().lines().collect(Collectors.toSet());
    }
}
