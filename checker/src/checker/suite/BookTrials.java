package checker.suite;

import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.util.List;

/**
 * The book is made without a fault: each quote, link and picture of it leads somewhere, and all of
 * it is there on paper. And what README shows of checks, which it cannot quote, is what they print.
 */
final class BookTrials implements TrialSource {

    private static final String README = "README.adoc";

    private final Repository repository;
    private final Made book;

    BookTrials(Repository repository, Made book) {
        this.repository = repository;
        this.book = book;
    }

    /** Whether there is one: made-up courses of tests have none, nor texts that are read. */
    static boolean hasBook(Repository repository) {
        return Files.isRegularFile(repository.root().resolve("book/index.adoc"));
    }

    @Override
    public List<Trial> trials() {
        return hasBook(repository) ? List.of(
                Trial.of("book", bench -> book.folder()),
                Trial.of("transcripts/" + README, bench -> transcripts(README))) : List.of();
    }

    private void transcripts(String name) {
        CommandResult result = Made.java(repository, "checker.book.Transcripts", name).run();
        if (!result.succeeded()) {
            throw new TrialFailedException(name + " shows what is not so", result.lines());
        }
    }
}
