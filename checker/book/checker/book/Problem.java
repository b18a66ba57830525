package checker.book;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A place of the book's sources that keeps it from being built.
 *
 * @param file relative to the clone's top folder
 * @param line counted from 1; 0 when it is about the whole file
 * @param text what is wrong there
 */
public record Problem(Path file, int line, String text) implements Comparable<Problem> {

    /** One for each line that refers to a name, as all of them are wrong; else one for the file. */
    static List<Problem> wherever(Path file, List<String> lines, String name, String text) {
        Pattern reference = Pattern.compile("(<<|[#:/{])" + Pattern.quote(name));
        List<Problem> found = IntStream.range(0, lines.size())
                .filter(index -> reference.matcher(lines.get(index)).find())
                .mapToObj(index -> new Problem(file, index + 1, text)).toList();
        return found.isEmpty() ? List.of(new Problem(file, 0, text)) : found;
    }

    @Override
    public int compareTo(Problem other) {
        int files = file.compareTo(other.file);
        int lines = files != 0 ? files : Integer.compare(line, other.line);
        return lines != 0 ? lines : text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
}
