package checker.course;

import java.nio.file.Path;

/**
 * One patch of the series.
 *
 * @param step the step that it belongs to, from 1
 * @param number its place within the step, from 1
 * @param path the mail's path from the clone's top folder
 * @param file a copy of the mail, there as long as the series is open
 * @param mail the mail
 */
public record SeriesPatch(int step, int number, String path, Path file, Mail mail) {

    @Override
    public String toString() {
        return path;
    }
}
