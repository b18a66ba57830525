package checker.report;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of a case's timeline.
 *
 * @param page the file to open in a browser; empty when there is none
 * @param words what the page shows, or why there is none
 */
public record TimelineNote(Optional<Path> page, String words) {

    public static TimelineNote of(Path page, String words) {
        return new TimelineNote(Optional.of(page), words);
    }

    /** There is none, because of that. */
    public static TimelineNote none(String why) {
        return new TimelineNote(Optional.empty(), why);
    }
}
