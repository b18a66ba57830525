package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The book is made without a fault: each quote, link and picture of it leads somewhere. */
final class BookTrials implements TrialSource {

    /** By name: most commands are built without it, and without Asciidoctor. */
    private static final String COMMAND = "checker.book.BookCommand";

    private final Repository repository;

    BookTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        return Files.isRegularFile(repository.root().resolve("book/index.adoc"))
                ? List.of(Trial.of("book", bench -> build())) : List.of();
    }

    /** In a Java process of its own, since Ruby's memory is not given back. */
    private void build() {
        CommandResult result = Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), COMMAND)
                .in(repository.root()).withErrorsInOutput().run();
        if (!result.succeeded()) {
            throw new TrialFailedException("the book cannot be made", result.lines());
        }
    }
}
