package checker.course;

import java.nio.file.Files;

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
        for (String folder : new String[] {"kernel", "steps"}) {
            if (Files.isDirectory(clone.root().resolve(folder))) {
                git.text("add", "--all", "--sparse", "--", folder);
            } else {
                git.text("rm", "-r", "--quiet", "--cached", "--sparse", "--ignore-unmatch",
                        "--", folder);
            }
        }
        return new SourceTree(head, git.text("write-tree"));
    }
}
