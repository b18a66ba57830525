package checker.course;

import checker.process.CommandResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series as the branches {@code step-0}, {@code step-1} … have it, found fit to be written as
 * patches.
 *
 * @param heads the branches' commits, by stage
 * @param mails the patches of each step, by file name; those of step 1 first
 */
record BranchSeries(List<String> heads, List<Map<String, byte[]>> mails) {

    BranchSeries {
        heads = List.copyOf(heads);
        mails = List.copyOf(mails);
    }

    /** A stage's branch. */
    static String branch(int stage) {
        return "step-" + stage;
    }

    static String reference(int stage) {
        return "refs/heads/" + branch(stage);
    }

    /** The commits of all step branches, by the branch's full name. */
    static Map<String, String> all(Git refs) {
        Map<String, String> all = new HashMap<>();
        for (String line : refs.lines("for-each-ref", "--format=%(refname) %(objectname)",
                "refs/heads/step-*")) {
            all.put(line.split(" ")[0], line.split(" ")[1]);
        }
        return all;
    }

    /** The commits of the branches that there are, from step-0's on, up to the first missing. */
    private static List<String> heads(Git refs) {
        Map<String, String> all = all(refs);
        List<String> heads = new ArrayList<>();
        while (all.containsKey(reference(heads.size()))) {
            heads.add(all.get(reference(heads.size())));
        }
        return heads;
    }

    /**
     * Reads the branches.
     *
     * @param refs git in the repository that has them
     * @param base the commit of main that step-0 starts from
     * @throws CourseException when they do not follow each other, or a commit in them is not fit
     */
    static BranchSeries read(Scratch scratch, Git refs, String base) {
        List<String> heads = heads(refs);
        requireOrder(refs, heads);
        return of(scratch, heads, base);
    }

    /** The same of stages that have no branches. */
    static BranchSeries of(Scratch scratch, List<String> heads, String base) {
        Git git = scratch.git(); // where no configuration of the user's shapes what is read
        requireFitCommits(git, base, heads.get(heads.size() - 1));
        List<Map<String, byte[]>> mails = new ArrayList<>();
        for (int step = 1; step < heads.size(); step++) {
            mails.add(MailWriter.step(scratch, git, heads.get(step - 1), heads.get(step)));
            if (mails.get(step - 1).isEmpty()) {
                throw new CourseException(branch(step) + " has no commit of its own",
                        "Commit something there or delete it: git branch -d " + branch(step));
            }
        }
        return new BranchSeries(heads, mails);
    }

    private static void requireOrder(Git git, List<String> heads) {
        for (int step = 1; step < heads.size(); step++) {
            if (!git.succeeds("merge-base", "--is-ancestor", heads.get(step - 1),
                    heads.get(step))) {
                throw new CourseException(branch(step) + " does not stand on "
                        + branch(step - 1) + " as it is now",
                        "Rebase it and all later ones:\n  git rebase --update-refs --onto "
                        + branch(step - 1) + " " + forkPoint(git, step) + " "
                        + branch(heads.size() - 1));
            }
        }
    }

    /** The last commit that the earlier branch once had, by its reflog, and the later still has. */
    private static String forkPoint(Git git, int step) {
        CommandResult answer = git.run(
                "merge-base", "--fork-point", reference(step - 1), reference(step));
        return answer.succeeded() ? answer.output().strip().substring(0, 12)
                : "LAST-COMMIT-OF-" + branch(step - 1) + "-THAT-" + branch(step) + "-HAS";
    }

    private static void requireFitCommits(Git git, String base, String end) {
        String range = base + ".." + end;
        refuse(git.lines("log", "--merges", "--format=%h %s", range),
                "is a merge; a series has none", "Rebase it.");
        refuse(git.lines("log", "--no-merges", "--format=%h %s", "-E",
                "--grep=^(fixup|squash|amend)! ", range),
                "still waits to be squashed", "git rebase -i --autosquash --update-refs step-0~1");
        refuse(git.lines("log", "--format=%h %s", range, "--", ".", ":(exclude)kernel"),
                "changes files outside of kernel/",
                "A step's commits change kernel/ alone; the rest belongs to main.");
        List<String> empty = new ArrayList<>(git.lines("log", "--format=%h %s",
                branchBase(git, base, end) + ".." + end));
        empty.removeAll(git.lines("log", "--format=%h %s", range, "--", "kernel"));
        refuse(empty, "changes nothing", "A patch has to change something: drop it.");
    }

    /** The rewinding commit, which alone may change nothing: when no step has patches yet. */
    private static String branchBase(Git git, String base, String end) {
        return git.lines("rev-list", "--reverse", base + ".." + end).get(0);
    }

    private static void refuse(List<String> commits, String what, String remedy) {
        if (!commits.isEmpty()) {
            throw new CourseException("commit '" + commits.get(0) + "' " + what, remedy);
        }
    }
}
