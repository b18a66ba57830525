package checker.suite.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every step has a lesson, and what a lesson points to is there: files, pictures, and its own
 * anchors and sections.
 */
public final class LessonRules {

    private static final Pattern HEADING = Pattern.compile("(=+) (.+)");
    private static final Pattern TARGET = Pattern.compile(
            "(image::?|include::|link:|xref:)([^\\[\\]\\s]+)\\[");
    private static final Pattern REFERENCE = Pattern.compile("<<([^,>]+)(?:,[^>]*)?>>");
    private static final Pattern ANCHOR = Pattern.compile("\\[(?:\\[|#)([\\w-]+)\\]\\]?");
    private static final Pattern ATTRIBUTE = Pattern.compile(":imagesdir: (.+)");
    private static final Pattern FAR = Pattern.compile("(https?|mailto|ftp):.*");

    private final Path root;
    private final Path lesson;
    private final List<String> lines;
    private final List<Breach> breaches = new ArrayList<>();

    private LessonRules(Path root, Path lesson) {
        this.root = root;
        this.lesson = lesson;
        this.lines = Sources.lines(lesson);
    }

    /**
     * The places that lead nowhere.
     *
     * @param root the clone's top folder, to which the places are relative
     * @param lessons the lessons' files, all of which have to be there
     */
    public static List<Breach> breaches(Path root, List<Path> lessons) {
        List<Breach> all = new ArrayList<>();
        for (Path lesson : lessons) {
            if (Files.isRegularFile(lesson)) {
                all.addAll(new LessonRules(root, lesson).check());
            } else {
                all.add(new Breach(root.relativize(lesson), 0, "there is no such lesson"));
            }
        }
        return List.copyOf(all);
    }

    private List<Breach> check() {
        boolean verbatim = false;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            verbatim ^= line.matches("-{4,}|\\.{4,}");
            if (!verbatim) {
                checkTargets(index + 1, line);
                checkReferences(index + 1, line);
            }
        }
        return breaches;
    }

    private void checkTargets(int number, String line) {
        Matcher target = TARGET.matcher(line);
        while (target.find()) {
            String name = target.group(2).replaceFirst("#.*", "");
            Path folder = target.group(1).startsWith("image") ? pictures() : lesson.getParent();
            boolean decided = !name.isEmpty() && !FAR.matcher(name).matches()
                    && !name.contains("{");
            if (decided && !Files.exists(folder.resolve(name))) {
                breach(number, "points to " + name + ", which is not there");
            }
        }
    }

    private void checkReferences(int number, String line) {
        Matcher reference = REFERENCE.matcher(line);
        while (reference.find()) {
            String name = reference.group(1).replaceFirst("^#", "");
            if (!anchors().contains(name) && !headings().contains(name)) {
                breach(number, "refers to <<" + name + ">>, which is no section here");
            }
        }
    }

    private Path pictures() {
        return lines.stream().map(ATTRIBUTE::matcher).filter(Matcher::matches).findFirst()
                .map(found -> lesson.resolveSibling(found.group(1).strip()))
                .orElse(lesson.getParent());
    }

    private List<String> headings() {
        return lines.stream().map(HEADING::matcher).filter(Matcher::matches)
                .map(found -> found.group(2).strip()).toList();
    }

    /** Those that the author set, and those that AsciiDoc makes of headings. */
    private Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        for (String line : lines) {
            Matcher anchor = ANCHOR.matcher(line);
            while (anchor.find()) {
                anchors.add(anchor.group(1));
            }
        }
        headings().forEach(heading -> anchors.add("_" + heading.toLowerCase()
                .replaceAll("[^\\w ]", "").strip().replaceAll("\\W+", "_")));
        return anchors;
    }

    private void breach(int line, String text) {
        breaches.add(new Breach(root.relativize(lesson), line, text));
    }
}
