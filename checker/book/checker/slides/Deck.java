package checker.slides;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A deck, read and converted.
 *
 * @param source the AsciiDoc file, absolute
 * @param name of the file without its ending: {@code 01-cpu-discovery}
 * @param lines those of the source
 * @param title as HTML
 * @param preamble what stands below the title, as HTML
 * @param slides those after the one with the title
 */
record Deck(Path source, String name, List<String> lines, String title, String preamble,
        List<Slide> slides) {

    Deck {
        lines = List.copyOf(lines);
        slides = List.copyOf(slides);
    }

    /** How many slides it has, the one with the title among them. */
    int count() {
        return 1 + slides.size();
    }

    Duration time() {
        return slides.stream().map(Slide::time).reduce(Duration.ZERO, Duration::plus);
    }
}
