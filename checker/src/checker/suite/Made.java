package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command makes out of the clone as it is now, once for all trials of a run that need it:
 * the first has it made, the others wait.
 */
final class Made {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Command command;
    private final Path folder;
    private Optional<CommandResult> result = Optional.empty();

    /**
     * @param command makes it
     * @param folder where it lies then
     */
    Made(Command command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /** The book, on the screen and on paper. */
    static Made book(Repository repository) {
        return new Made(java(repository, "checker.book.BookCommand", "--pdf"),
                repository.build().resolve("book"));
    }

    /** The slides, on the screen and on paper. */
    static Made slides(Repository repository) {
        return new Made(java(repository, "checker.slides.SlidesCommand", "--pdf"),
                repository.build().resolve("slides"));
    }

    /**
     * A class of the checker in a Java process of its own: Ruby's memory is not given back, and a
     * browser's driver must not be written where other threads start programs.
     *
     * @param main by name: most commands are built without what the class needs
     */
    static Command java(Repository repository, String main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), main));
        words.addAll(List.of(arguments));
        return Command.of(words).in(repository.root()).withErrorsInOutput().within(LONGEST);
    }

    /** How the command ended. */
    synchronized CommandResult result() {
        if (result.isEmpty()) {
            result = Optional.of(command.run());
        }
        return result.get();
    }

    /**
     * What was made.
     *
     * @throws TrialFailedException when it was not
     */
    Path folder() {
        if (!result().succeeded()) {
            throw new TrialFailedException(folder.getFileName() + " cannot be made",
                    result().lines());
        }
        return folder;
    }
}
