package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lesson cut at its headings of the second level, as far as a rule has to understand AsciiDoc.
 *
 * @param sections in order; what stands before the first heading is in none
 * @param last the number of the last line, 1 for an empty file
 */
record LessonText(List<Section> sections, int last) {

    private static final Pattern VERBATIM = Pattern.compile("-{4,}|\\.{4,}|\\+{4,}|/{4,}");
    private static final String HEADING = "== ";

    /**
     * A line.
     *
     * @param number counted from 1
     * @param text as the author wrote it
     * @param verbatim whether it is of a block that AsciiDoc does not read, or its delimiter
     */
    record Line(int number, String text, boolean verbatim) {

        /** What a pattern finds when it matches the whole line; nothing in verbatim blocks. */
        Optional<Matcher> match(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            return !verbatim && matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
    }

    /**
     * A section with those below it.
     *
     * @param heading the line number of its heading
     * @param title without the marks
     * @param lines those after the heading
     */
    record Section(int heading, String title, List<Line> lines) {

        boolean isEmpty() {
            return lines.stream().allMatch(line -> line.text().isBlank());
        }

        /** What a pattern finds in it, whole lines outside of verbatim blocks. */
        Stream<Matcher> matches(Pattern pattern) {
            return lines.stream().flatMap(line -> line.match(pattern).stream());
        }
    }

    LessonText {
        sections = List.copyOf(sections);
    }

    static LessonText of(Path lesson) {
        List<String> texts = Sources.lines(lesson);
        List<Section> sections = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        String open = "";
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            boolean delimiter = VERBATIM.matcher(text).matches()
                    && (open.isEmpty() || open.equals(text));
            Line line = new Line(index + 1, text, delimiter || !open.isEmpty());
            if (delimiter) {
                open = open.isEmpty() ? text : "";
            }
            if (!line.verbatim() && text.startsWith(HEADING)) {
                lines = new ArrayList<>();
                sections.add(new Section(index + 1, text.substring(HEADING.length()).strip(),
                        lines));
            } else {
                lines.add(line);
            }
        }
        return new LessonText(sections, Math.max(1, texts.size()));
    }

    /** The first section whose title is that of a part, alone or before a colon. */
    Optional<Section> part(String name) {
        return sections.stream().filter(section -> isOf(section.title(), name)).findFirst();
    }

    private static boolean isOf(String title, String part) {
        return title.equals(part) || title.startsWith(part + ":");
    }

    /** What a pattern finds in all sections. */
    Stream<Matcher> matches(Pattern pattern) {
        return sections.stream().flatMap(section -> section.matches(pattern));
    }
}
