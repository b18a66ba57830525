package checker.process;

import java.util.List;

/** The end of a text, as an exception's message shows it. */
final class LastLines {

    private LastLines() {}

    /** The last lines, each indented on a line of its own; nothing when the text is blank. */
    static String of(String text, int most) {
        List<String> lines = text.strip().lines().toList();
        if (lines.isEmpty()) {
            return "";
        }
        int first = Math.max(0, lines.size() - most);
        String indent = System.lineSeparator() + "    ";
        String left = first > 0 ? indent + "... (" + first + " lines before)" : "";
        return left + indent + String.join(indent, lines.subList(first, lines.size()));
    }
}
