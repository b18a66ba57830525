package checker.suite.rules;

import checker.suite.rules.LessonText.Line;
import checker.suite.rules.LessonText.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exercises of a lesson: at least five, from easy to hard, each with an answer that is hidden
 * until it is asked for:
 *
 * <pre>
 * . *(easy)* What is to be found out?
 * +
 * [%collapsible]
 * .Answer
 * ====
 * This.
 * ====
 * </pre>
 */
final class LessonExercises {

    private static final int LEAST = 5;
    private static final List<String> LEVELS = List.of("easy", "medium", "hard");
    private static final Pattern ENTRY = Pattern.compile("\\. .*");
    private static final Pattern LEVEL = Pattern.compile("\\. \\*\\((\\w+)\\)\\* .*");
    private static final Pattern HIDDEN = Pattern.compile("\\[%collapsible\\]");
    private static final Pattern BLOCK = Pattern.compile("={4,}");

    /**
     * What is wrong with them.
     *
     * @param line counted from 1
     */
    record Problem(int line, String text) { }

    private final List<Problem> problems = new ArrayList<>();
    private int entries;
    private int entry;
    private int level;
    private boolean answered = true;

    private LessonExercises() {}

    static List<Problem> problems(Section section) {
        LessonExercises exercises = new LessonExercises();
        exercises.read(section.lines());
        exercises.close();
        if (exercises.entries < LEAST) {
            exercises.problem(section.heading(), "there are " + exercises.entries
                    + " exercises; a lesson has at least " + LEAST);
        } else if (exercises.level < LEVELS.size() - 1) {
            exercises.problem(section.heading(), "no exercise is hard");
        }
        return exercises.problems;
    }

    private void read(List<Line> lines) {
        boolean inBlock = false;
        boolean hidden = false;
        for (Line line : lines) {
            boolean edge = line.match(BLOCK).isPresent();
            if (inBlock) {
                answered |= hidden && !edge && !line.text().isBlank();
            } else if (line.match(ENTRY).isPresent()) {
                close();
                open(line);
            } else if (line.match(HIDDEN).isPresent()) {
                hidden = true;
            }
            if (edge) {
                hidden &= !inBlock;
                inBlock = !inBlock;
            }
        }
    }

    private void open(Line line) {
        entries++;
        entry = line.number();
        answered = false;
        Matcher matcher = LEVEL.matcher(line.text());
        int found = matcher.matches() ? LEVELS.indexOf(matcher.group(1)) : -1;
        if (found < 0) {
            problem(entry, "say how hard it is: *(easy)*, *(medium)* or *(hard)*");
        } else if (found < level) {
            problem(entry, "comes after a harder one");
        } else {
            level = found;
        }
    }

    private void close() {
        if (!answered) {
            problem(entry, "has no hidden answer: [%collapsible], .Answer, ====");
        }
    }

    private void problem(int line, String text) {
        problems.add(new Problem(line, text));
    }
}
