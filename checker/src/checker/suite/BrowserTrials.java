package checker.suite;

import checker.process.CommandResult;
import checker.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The book and the slides are looked at, clicked through and searched in a browser. */
final class BrowserTrials implements TrialSource {

    private final Repository repository;
    private final Made book;
    private final Made slides;

    BrowserTrials(Repository repository, Made book, Made slides) {
        this.repository = repository;
        this.book = book;
        this.slides = slides;
    }

    @Override
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        if (BookTrials.hasBook(repository)) {
            trials.add(look("browser/pages", "pages", book::folder));
            trials.add(look("browser/walk", "walk", book::folder));
        }
        if (Files.isDirectory(repository.root().resolve("slides"))) {
            trials.add(look("browser/slides", "pages", this::slidesBesideTheBook));
        }
        return List.copyOf(trials);
    }

    /** Slides have links to lessons. */
    private Path slidesBesideTheBook() {
        book.folder();
        return slides.folder();
    }

    private Trial look(String name, String how, Supplier<Path> folder) {
        return Trial.of(name, bench -> {
            CommandResult result = Made.java(repository, "checker.browser.BrowserRun", how,
                    folder.get().toString()).run();
            if (!result.succeeded()) {
                throw new TrialFailedException("a reader would find faults", result.lines());
            }
        });
    }
}
