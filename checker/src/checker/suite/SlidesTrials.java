package checker.suite;

import checker.process.Command;
import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The slides are made without a fault: as in the book, each quote, link and picture leads
 * somewhere, and printed, no slide needs more than its page.
 */
final class SlidesTrials implements TrialSource {

    /** By name: most commands are built without it, and without Asciidoctor. */
    private static final String COMMAND = "checker.slides.SlidesCommand";

    private final Repository repository;

    SlidesTrials(Repository repository) {
        this.repository = repository;
    }

    @Override
    public List<Trial> trials() {
        return Files.isDirectory(repository.root().resolve("slides"))
                ? List.of(Trial.of("slides", bench -> build())) : List.of();
    }

    /** In a Java process of its own, since Ruby's memory is not given back. */
    private void build() {
        CommandResult result = Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), COMMAND, "--pdf")
                .in(repository.root()).withErrorsInOutput().run();
        if (!result.succeeded()) {
            throw new TrialFailedException("the slides cannot be made", result.lines());
        }
    }
}
