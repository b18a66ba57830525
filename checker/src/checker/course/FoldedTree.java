package checker.course;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Main's tree with another series in it: the kernel of the last stage, the patches that lead
 * there, and the trials that had to be made anew.
 */
final class FoldedTree {

    private final Git index;
    private final Map<Integer, String> folders;

    /**
     * @param index git with an index of its own
     * @param folders each step's folder: {@code steps/01-cpu-discovery}
     */
    FoldedTree(Git index, Map<Integer, String> folders) {
        this.index = index;
        this.folders = folders;
    }

    /**
     * Writes the tree.
     *
     * @param main the tree to start from
     * @param series the stages and their patches
     * @param trials the new mails of trials, by path
     * @return the tree's id
     * @throws CourseException when a step has no folder to put its patches into
     */
    String write(String main, BranchSeries series, Map<String, byte[]> trials) {
        index.text("read-tree", main);
        index.text("rm", "-r", "--force", "--quiet", "--cached", "--sparse", "--ignore-unmatch",
                "--", "kernel", ":(glob)steps/*/patches/**");
        String end = series.heads().get(series.heads().size() - 1);
        index.text("read-tree", "--prefix=kernel/", end + ":kernel");
        Map<String, byte[]> mails = new TreeMap<>(trials);
        for (int step = 1; step <= series.mails().size(); step++) {
            String folder = folder(step);
            series.mails().get(step - 1).forEach(
                    (name, mail) -> mails.put(folder + "/patches/" + name, mail));
        }
        add(mails);
        return index.text("write-tree");
    }

    private String folder(int step) {
        String folder = folders.get(step);
        if (folder == null) {
            throw new CourseException("step " + step + " has no folder to put its patches into",
                    String.format("Make it: mkdir -p steps/%02d-NAME", step));
        }
        return folder;
    }

    private void add(Map<String, byte[]> files) {
        StringBuilder entries = new StringBuilder();
        files.forEach((path, bytes) -> {
            String blob = index.run(bytes, List.of("hash-object", "-w", "--stdin", "--no-filters"))
                    .orElseThrow().output().strip();
            entries.append("100644 ").append(blob).append('\t').append(path).append('\0');
        });
        index.run(entries.toString().getBytes(StandardCharsets.UTF_8),
                List.of("update-index", "-z", "--add", "--index-info")).orElseThrow();
    }
}
