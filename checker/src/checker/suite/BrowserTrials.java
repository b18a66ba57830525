package checker.suite;

import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.util.List;

/** The book is looked at, clicked through and searched in a browser. */
final class BrowserTrials implements TrialSource {

    private final Repository repository;
    private final Made book;

    BrowserTrials(Repository repository, Made book) {
        this.repository = repository;
        this.book = book;
    }

    @Override
    public List<Trial> trials() {
        return Files.isRegularFile(repository.root().resolve("book/index.adoc"))
                ? List.of(look("pages", book), look("walk", book)) : List.of();
    }

    private Trial look(String what, Made made) {
        return Trial.of("browser/" + what, bench -> {
            CommandResult result = Made.java(repository, "checker.browser.BrowserRun", what,
                    made.folder().toString()).run();
            if (!result.succeeded()) {
                throw new TrialFailedException("a reader would find faults", result.lines());
            }
        });
    }
}
