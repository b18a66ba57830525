package checker.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command lines that texts tell readers to type: each names a command that there is, and no
 * option that it does not have.
 */
final class CommandWords {

    /** As far as a shell would read it as one command, and a text as code. */
    private static final Pattern LINE = Pattern.compile("\\./jbang ([a-z][^`|;&>#<]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=^|\\s)(--?[a-z][\\w-]*)");

    private final Commands commands;

    CommandWords(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is wrong in a source.
     *
     * @param file as problems name it
     */
    List<Problem> problems(Path file, List<String> lines) {
        List<Problem> problems = new ArrayList<>();
        if (commands.names().isEmpty()) {
            return problems;
        }
        for (int index = 0; index < lines.size(); index++) {
            int number = index + 1;
            Matcher line = LINE.matcher(lines.get(index));
            while (line.find()) {
                problem(line.group(1).strip())
                        .ifPresent(text -> problems.add(new Problem(file, number, text)));
            }
        }
        return problems;
    }

    private Optional<String> problem(String words) {
        try {
            String[] word = words.split("\\s+");
            String name = word[0].replaceFirst("[.,:)]+$", "");
            CommandSpec command = commands.find(name);
            if (word.length > 1 && command.subcommands().containsKey(word[1])) {
                name += " " + word[1];
                command = commands.find(name);
            }
            Matcher option = OPTION.matcher(words);
            while (option.find()) {
                if (command.findOption(option.group(1)) == null) {
                    return Optional.of("./jbang " + name + " has no option " + option.group(1));
                }
            }
            return Optional.empty();
        } catch (QuoteException e) {
            return Optional.of(e.getMessage());
        }
    }
}
