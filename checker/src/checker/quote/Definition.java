package checker.quote;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a source defines a name, found by the layout that all code here shares: a definition begins
 * at the margin, and so does the brace that ends it.
 *
 * @param first its first line, with the comment right above it; lines count from 0
 * @param last its last line
 */
public record Definition(int first, int last) {

    /** The same in assembly is a label; NAME stands for the name. */
    private static final String BEGINNING = "(#define NAME\\b.*)|(NAME:)"
            + "|([A-Za-z][\\w* ]*\\bNAME\\(.*)"
            + "|([A-Za-z][\\w* ]*\\bNAME\\[.*\\] = \\{)"
            + "|((typedef )?(struct|enum|union) NAME\\b[^;]*)|TYPEDEF";

    /** A type in one line, but no name that is only given in advance. */
    private static final String TYPEDEF = "(typedef (?!(struct|enum|union) \\w+ \\w+;)"
            + "([^;]*\\bNAME( __attribute.*)?;|enum \\{.*\\} NAME;|[^{]*\\(\\*NAME\\)\\(.*"
            + "|[^({]*\\bNAME\\(.*\\);).*)";
    private static final Pattern ABOVE = Pattern.compile("(//|/\\*| \\*|\\s+\\.globl ).*");

    /**
     * The definition of a function, type, macro, table or label.
     *
     * @param lines a C or assembly source
     */
    public static Optional<Definition> find(List<String> lines, String name) {
        Pattern beginning = Pattern.compile(BEGINNING.replace("TYPEDEF", TYPEDEF)
                .replace("NAME", Pattern.quote(name)));
        String ending = "} " + name + ";";
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.equals(ending)) {
                return Optional.of(new Definition(above(lines, typedef(lines, index)), index));
            }
            if (beginning.matcher(line).matches() && !isDeclaration(lines, index)) {
                return Optional.of(new Definition(above(lines, index), end(lines, index)));
            }
        }
        return Optional.empty();
    }

    /** The lines themselves. */
    public List<String> of(List<String> lines) {
        return lines.subList(first, last + 1);
    }

    /** Whether it has a line of that index. */
    public boolean has(int index) {
        return index >= first && index <= last;
    }

    /** Whether a semicolon comes before any brace: a prototype, or a type that is only named. */
    private static boolean isDeclaration(List<String> lines, int beginning) {
        if (lines.get(beginning).startsWith("typedef ")) {
            return false;
        }
        int index = beginning;
        while (index + 1 < lines.size() && !lines.get(index).matches(".*(;|:|\\{.*)")) {
            index++;
        }
        String last = lines.get(index);
        return last.endsWith(";") && !last.contains("{")
                && !lines.get(beginning).startsWith("#define");
    }

    private static int typedef(List<String> lines, int end) {
        int index = end;
        while (index > 0 && !lines.get(index).startsWith("typedef ")) {
            index--;
        }
        return index;
    }

    private static int above(List<String> lines, int beginning) {
        int index = beginning;
        while (index > 0 && ABOVE.matcher(lines.get(index - 1)).matches()) {
            index--;
        }
        return index;
    }

    private static int end(List<String> lines, int beginning) {
        String line = lines.get(beginning);
        int index = beginning;
        if (line.startsWith("#define")) {
            while (index + 1 < lines.size() && lines.get(index).endsWith("\\")) {
                index++;
            }
        } else if (line.endsWith(":")) {
            while (index + 1 < lines.size() && !lines.get(index + 1).isBlank()) {
                index++;
            }
        } else if (line.startsWith("typedef ") && line.contains(";")) {
            return index;
        } else if (!line.endsWith("}")) {
            while (index + 1 < lines.size() && !lines.get(index).startsWith("}")) {
                index++;
            }
        }
        return index;
    }
}
