package checker.suite;

import checker.repository.Repository;
import java.nio.file.Files;
import java.util.List;

/**
 * The slides are made without a fault: as in the book, each quote, link and picture leads
 * somewhere, and printed, no slide needs more than its page.
 */
final class SlidesTrials implements TrialSource {

    private final Repository repository;
    private final Made slides;

    SlidesTrials(Repository repository, Made slides) {
        this.repository = repository;
        this.slides = slides;
    }

    @Override
    public List<Trial> trials() {
        return Files.isDirectory(repository.root().resolve("slides"))
                ? List.of(Trial.of("slides", bench -> slides.folder())) : List.of();
    }
}
