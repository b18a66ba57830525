package checker.course;

import checker.process.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file in a tree.
 *
 * @param mode {@code 100644} or another of git's modes
 * @param id the content's id
 */
record Blob(String mode, String id) {

    /** The file of a tree or commit, when it has one of that path. */
    static Optional<Blob> in(Git git, String tree, String file) {
        return git.lines("ls-tree", tree, "--", file).stream().findFirst()
                .map(line -> line.split("[ \t]", 4)) // MODE TYPE ID<TAB>PATH
                .map(fields -> new Blob(fields[0], fields[2]));
    }

    /** A file's lines with their ends; each byte is one character, whatever it means. */
    static List<String> lines(Git git, String tree, String file) {
        CommandResult blob = git.run("cat-file", "blob", tree + ":" + file).orElseThrow();
        String text = new String(blob.outputBytes(), StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length();) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    /** The same file with another content, in the form that {@link #lines} gives. */
    Blob withText(Git git, String text) {
        return new Blob(mode, git.run(text.getBytes(StandardCharsets.ISO_8859_1),
                List.of("hash-object", "-w", "--stdin", "--no-filters"))
                .orElseThrow().output().strip());
    }
}
