package checker.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place where a lesson quotes a definition by its name.
 *
 * @param lesson that does
 * @param path the source quoted: {@code kernel/smp/CPURecord.c}
 * @param name what of it
 */
record Quoted(Contents.Source lesson, String path, String name) {

    private static final Pattern QUOTE = Pattern.compile("code::(\\S+?)\\[(\\w+),.*");

    /** All of them, in the order in which the lessons are read. */
    static List<Quoted> in(Contents contents) {
        return contents.sources().stream().filter(Contents.Source::isLesson)
                .flatMap(Quoted::in).toList();
    }

    /** The same as text: what a page depends on that is made from them. */
    static List<String> lines(Contents contents) {
        return in(contents).stream().map(Quoted::toString).toList();
    }

    /** Where on its page the first quote of a name stands. */
    static String anchor(String name) {
        return "code-" + name;
    }

    private static Stream<Quoted> in(Contents.Source lesson) {
        try {
            return Files.readAllLines(lesson.file()).stream().map(QUOTE::matcher)
                    .filter(Matcher::matches)
                    .map(quote -> new Quoted(lesson, quote.group(1), quote.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lesson.file(), e);
        }
    }
}
