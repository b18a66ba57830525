package checker.course;

import checker.process.CommandResult;
import java.util.ArrayList;
import java.util.List;

/** The user's own files and index: what may not be lost, and the one way to change them. */
final class WorkTree {

    private final Clone clone;

    WorkTree(Clone clone) {
        this.clone = clone;
    }

    /**
     * Finds out whether files differ from the last commit or are new, in the index or outside.
     *
     * @throws CourseException naming them, when there are any
     */
    void requireClean(String who, String... paths) {
        List<String> dirty = dirty("normal", paths);
        if (!dirty.isEmpty()) {
            throw new CourseException("there is uncommitted work that " + who + " would mix with:"
                    + listed(dirty), "Commit it, or put it aside: git stash -u");
        }
    }

    /**
     * The same for all files that git knows; new files are left to git, which never overwrites one.
     */
    void requireNoChanges(String who) {
        List<String> dirty = dirty("no");
        if (!dirty.isEmpty()) {
            throw new CourseException("there is uncommitted work that " + who
                    + " would take along:" + listed(dirty),
                    "Commit it, or put it aside: git stash");
        }
    }

    /**
     * The branch that the series is folded into: the one that is checked out, with the finished
     * kernel.
     *
     * @throws CourseException when a stage or a lab is checked out
     */
    void requireMain() {
        String branch = clone.branch().orElse("");
        if (branch.matches("step-\\d+") || branch.startsWith(Lab.PREFIX)) {
            throw new CourseException("the branch " + branch
                    + " is checked out, which holds one stage and not the finished kernel",
                    "Switch to it first: git switch " + Clone.MAIN);
        }
    }

    /**
     * Makes files and index hold a new tree instead of the last commit's. What differs between
     * the two must be clean or hold the new content already; all else stays as it is.
     *
     * @throws CourseException when git finds something that would be lost; nothing has changed then
     */
    void advance(String from, String tree) {
        clone.git().run("update-index", "-q", "--refresh");
        CommandResult result = clone.git().run("read-tree", "-m", "-u", from, tree);
        if (!result.succeeded()) {
            throw new CourseException("git will not write the files: " + result.errors().strip());
        }
    }

    private List<String> dirty(String untracked, String... paths) {
        List<String> arguments = new ArrayList<>(List.of("status", "--porcelain",
                "--no-renames", "--untracked-files=" + untracked, "--"));
        arguments.addAll(List.of(paths));
        return clone.git().lines(arguments.toArray(String[]::new));
    }

    private static String listed(List<String> lines) {
        int shown = Math.min(lines.size(), 10);
        String more = lines.size() > shown ? "\n  and " + (lines.size() - shown) + " more" : "";
        return "\n  " + String.join("\n  ", lines.subList(0, shown)) + more;
    }
}
