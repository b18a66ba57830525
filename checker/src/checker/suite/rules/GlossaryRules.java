package checker.suite.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every abbreviation of a lesson is explained: it stands in a term of the glossary, {@code
 * [[anchor]]TERM, TERM::}. What is code, a number or a name in a log is no abbreviation.
 */
public final class GlossaryRules {

    private static final Pattern TERM = Pattern.compile("\\[\\[[\\w-]+]](.+)::");
    private static final Pattern WORD = Pattern.compile("(?<![\\w./-])([A-Z][A-Z0-9]+)s?(?!\\w)");
    private static final Pattern NUMBER = Pattern.compile(
            "[0-9A-F]*[0-9][0-9A-F]*H?|[0-9A-F]+H|FF[0-9A-F]+");
    /** Verbatim blocks, and in a line code, macros and where links lead. */
    private static final Pattern FENCE = Pattern.compile("-{4,}|\\.{4,}");
    private static final Pattern NO_PROSE = Pattern.compile(
            "`[^`]*`|^\\w+::.*|^:[\\w-]+:.*|^\\[.*]$|(link|xref):[^\\[]*|<<[^,>]*");

    /** Levels of the log, places for a name, and names that need no explanation. */
    private static final Set<String> EXEMPT = Set.of("PANIC", "ERROR", "WARN", "INFO", "DEBUG",
            "LEVEL", "REASON", "MORE", "ARCH", "PWD", "MIT", "CVE");

    private GlossaryRules() {}

    /**
     * Abbreviations that the glossary lacks, each where a lesson first uses it.
     *
     * @param root the folder to which the places are relative
     */
    public static List<Breach> breaches(Path root, Path glossary, List<Path> lessons) {
        Set<String> known = new TreeSet<>(EXEMPT);
        for (String line : Sources.lines(glossary)) {
            Matcher term = TERM.matcher(line);
            if (term.matches()) {
                known.addAll(words(term.group(1)));
            }
        }
        List<Breach> breaches = new ArrayList<>();
        for (Path lesson : lessons) {
            Set<String> seen = new TreeSet<>(known);
            check(root.relativize(lesson), Sources.lines(lesson), seen, breaches);
        }
        return List.copyOf(breaches);
    }

    private static void check(
            Path name, List<String> lines, Set<String> seen, List<Breach> breaches) {
        String fence = "";
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (FENCE.matcher(line).matches() && (fence.isEmpty() || fence.equals(line))) {
                fence = fence.isEmpty() ? line : "";
            } else if (fence.isEmpty()) {
                for (String word : words(NO_PROSE.matcher(line).replaceAll(""))) {
                    if (seen.add(word)) {
                        breaches.add(new Breach(name, index + 1,
                                "book/glossary.adoc does not explain " + word));
                    }
                }
            }
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group(1))
                .filter(word -> !NUMBER.matcher(word).matches()).toList();
    }
}
