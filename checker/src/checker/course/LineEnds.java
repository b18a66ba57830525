package checker.course;

import java.util.ArrayList;
import java.util.List;

/** Finds text files with carriage returns, which a patch would carry from machine to machine. */
final class LineEnds {

    private LineEnds() { }

    /** In a tree of the scratch repository, below some folders: a sentence for each such file. */
    static List<String> inTree(Scratch scratch, String tree, String... folders) {
        Git index = scratch.gitWithOwnIndex();
        index.text("read-tree", tree);
        return problems(index, "i/", List.of("--cached"), folders);
    }

    /** In the clone's own files, which git would turn into others on adding them. */
    static List<String> inWorkTree(Clone clone, String... folders) {
        return problems(clone.git(), "w/",
                List.of("--cached", "--others", "--exclude-standard"), folders);
    }

    private static List<String> problems(
            Git git, String side, List<String> which, String... folders) {
        List<String> arguments = new ArrayList<>(List.of("ls-files", "--eol", "-z"));
        arguments.addAll(which);
        arguments.add("--");
        arguments.addAll(List.of(folders));
        // Each item reads "i/lf w/crlf attr/text=auto eol=lf<TAB>path".
        return git.items(arguments.toArray(String[]::new)).stream()
                .filter(item -> item.contains(side + "crlf ") || item.contains(side + "mixed "))
                .map(item -> item.substring(item.indexOf('\t') + 1)
                        + " has carriage returns at the end of lines; it takes LF alone")
                .sorted().distinct().toList();
    }
}
