package checker.course;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of main that a series is read from.
 *
 * @param commit the commit that it is, or that the work tree stands on
 * @param tree the tree with {@code kernel/} and {@code steps/}
 */
record SourceTree(String commit, String tree) {

    static SourceTree of(Git git, String commit) {
        return new SourceTree(commit, git.text("rev-parse", commit + "^{tree}"));
    }

    /**
     * The files as they lie in the clone's folder now: changed and new ones too, ignored ones not.
     * The clone's index is left as it is.
     *
     * @throws CourseException when the clone has no commit yet
     */
    static SourceTree ofWorkTree(Clone clone, Scratch scratch) {
        String head = clone.commit("HEAD");
        Git git = new Git(clone.root(), scratch.gitWithOwnIndex().variables())
                .with("GIT_WORK_TREE", clone.root().toString());
        git.text("read-tree", head);
        List<String> there = Stream.of("kernel", "steps")
                .filter(folder -> Files.isDirectory(clone.root().resolve(folder))).toList();
        if (there.size() < 2) { // git knows no name that is neither there nor in the index
            git.text("rm", "-r", "--quiet", "--cached", "--sparse", "--ignore-unmatch", "--",
                    "kernel", "steps");
        }
        if (!there.isEmpty()) {
            List<String> add = new ArrayList<>(List.of("add", "--all", "--sparse", "--"));
            add.addAll(there);
            git.text(add.toArray(String[]::new));
        }
        return new SourceTree(head, git.text("write-tree"));
    }
}
