package checker.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a C or assembly source tells other files of: its functions that are not static, global
 * labels, and of a header its types and macros, too; each with what its comment says first. Found
 * by the layout that all code here shares.
 */
public final class Definitions {

    private static final Pattern FUNCTION = Pattern.compile(
            "(static inline (?:[A-Z]+ )?)?((?!typedef |extern |static |return |struct \\w+ \\{)"
            + "[A-Za-z][\\w ]*[ *]+)(\\w+)\\(.*");
    private static final Pattern MACRO = Pattern.compile("#define (\\w+).*?(?:\\s*// (.*))?");
    private static final Pattern TYPE_END = Pattern.compile("\\} (\\w+);.*");
    private static final Pattern TYPE_LINE = Pattern.compile(
            "typedef .*?(?:\\(\\*(\\w+)\\)\\(.*|\\b(\\w+)(?: __attribute__.*)?;|\\b(\\w+)\\(.*\\);)"
            + "(?:\\s*// (.*))?");
    private static final Pattern TAGGED = Pattern.compile("(?:struct|union|enum) (\\w+) \\{.*");
    private static final Pattern GLOBAL = Pattern.compile("\\s+\\.globl (\\w+)");
    private static final Pattern LISTED = Pattern.compile(
            "// +[A-Z][\\w ]*[ *](\\w+)\\([^)]*\\)  +(\\S.*)");
    private static final Pattern COMMENT = Pattern.compile("//( (.*))?");

    private Definitions() {}

    /** What a name is of. */
    public enum Kind {
        FUNCTION, LABEL, TYPE, MACRO;

        /** For a reader: {@code function}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A name that other files may use.
     *
     * @param kind of what
     * @param isDefinition whether this is more than a prototype or a name given in advance
     * @param purpose the first sentence of its comment; empty when it has none
     */
    public record Named(String name, Kind kind, boolean isDefinition, String purpose) { }

    /** Those of a header. */
    public static List<Named> ofHeader(List<String> lines) {
        List<Named> found = new ArrayList<>(functions(lines));
        int open = -1;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            Matcher macro = MACRO.matcher(line);
            Matcher type = TYPE_LINE.matcher(line);
            Matcher tagged = TAGGED.matcher(line);
            Matcher end = TYPE_END.matcher(line);
            if (macro.matches()) {
                found.add(named(macro.group(1), Kind.MACRO, true, lines, index, macro.group(2)));
            } else if (line.startsWith("typedef ") && line.endsWith("{")) {
                open = index;
            } else if (end.matches() && open >= 0) {
                found.add(named(end.group(1), Kind.TYPE, true, lines, open, null));
                open = -1;
            } else if (type.matches()) {
                found.add(named(first(type.group(1), type.group(2), type.group(3)), Kind.TYPE,
                        !line.matches("typedef (struct|union|enum) \\w+ \\w+;.*"), lines, index,
                        type.group(4)));
            } else if (tagged.matches()) {
                found.add(named(tagged.group(1), Kind.TYPE, true, lines, index, null));
            }
        }
        return List.copyOf(found);
    }

    /** The functions of a C source or header that are not static, inline ones included. */
    public static List<Named> functions(List<String> lines) {
        List<Named> found = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            Matcher function = FUNCTION.matcher(lines.get(index));
            if (function.matches() && !function.group(3).startsWith("__")) {
                boolean defines = Definition.find(lines.subList(index, lines.size()),
                        function.group(3)).filter(there -> there.first() == 0).isPresent();
                found.add(named(function.group(3), Kind.FUNCTION, defines, lines, index, null));
            }
        }
        return List.copyOf(found);
    }

    /**
     * What a header's comments list in columns, for bodies that stand elsewhere: a prototype, then,
     * two spaces or more behind it, what it does.
     */
    public static Map<String, String> listed(List<String> lines) {
        Map<String, String> found = new TreeMap<>();
        lines.stream().map(LISTED::matcher).filter(Matcher::matches)
                .forEach(line -> found.put(line.group(1), line.group(2)));
        return Map.copyOf(found);
    }

    /** The labels that an assembly source makes global. */
    public static List<Named> labels(List<String> lines) {
        List<Named> found = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            Matcher global = GLOBAL.matcher(lines.get(index));
            if (global.matches()) {
                found.add(named(global.group(1), Kind.LABEL, true, lines, index, null));
            }
        }
        return List.copyOf(found);
    }

    private static Named named(String name, Kind kind, boolean isDefinition, List<String> lines,
            int index, String beside) {
        return new Named(name, kind, isDefinition,
                sentence(beside == null ? above(lines, index) : beside));
    }

    /** The comment right above, or above the lines right above that stand together with it. */
    private static String above(List<String> lines, int index) {
        int last = index - 1;
        while (last >= 0 && !lines.get(last).isBlank()
                && !COMMENT.matcher(lines.get(last)).matches() && !lines.get(last).startsWith("}")
                && !lines.get(last).startsWith("#include")) {
            last--;
        }
        int first = last;
        while (first >= 0 && COMMENT.matcher(lines.get(first)).matches()) {
            first--;
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(first + 1, last + 1)) {
            Matcher comment = COMMENT.matcher(line);
            comment.matches();
            text.append(' ').append(Optional.ofNullable(comment.group(2)).orElse(""));
        }
        return text.toString();
    }

    /** The first sentence, without the dashes and the indentation of a heading or a drawing. */
    private static String sentence(String comment) {
        String text = comment.strip();
        if (text.startsWith("Context") || text.startsWith("---")) {
            return "";
        }
        Matcher end = Pattern.compile("[.?!](?= +[A-Z\\[]| *$)|:(?=  )").matcher(text);
        String first = end.find() ? text.substring(0, end.start() + 1) : text;
        return first.replaceAll("\\s+", " ");
    }

    private static String first(String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        throw new IllegalArgumentException("no group has matched");
    }
}
