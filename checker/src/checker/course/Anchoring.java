package checker.course;

import checker.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries mistakes and variants over to stages that have changed: those that do not fit to the
 * byte any more are made anew by git's three-way merge.
 *
 * @param mails the new mails, by path; those that still fit are not among them
 * @param conflicts a sentence for each trial that needs a human
 */
record Anchoring(Map<String, byte[]> mails, List<String> conflicts) {

    /**
     * @param old the series that the trials were made for, in a scratch repository that also has
     *     the new stages
     * @param heads the new stages
     */
    static Anchoring of(CourseSeries old, List<String> heads) {
        Anchoring anchoring = new Anchoring(new TreeMap<>(), new ArrayList<>());
        for (TrialPatch trial : old.trials()) {
            if (trial.step() < heads.size()) {
                anchoring.carry(old.scratch(), trial, heads.get(trial.step()));
            }
        }
        return anchoring;
    }

    private void carry(Scratch scratch, TrialPatch trial, String stage) {
        Git index = scratch.gitWithOwnIndex();
        index.text("read-tree", stage);
        if (StrictApply.apply(index, List.of(trial.file())).isEmpty()) {
            return;
        }
        index.text("read-tree", stage);
        CommandResult merge = index.run("apply", "--cached", "--3way", "--whitespace=nowarn",
                "--", trial.file().toString());
        List<String> unmerged = index.lines("diff", "--cached", "--name-only", "--diff-filter=U");
        if (!merge.succeeded() || !unmerged.isEmpty()) {
            conflicts.add(trial + " does not fit the new step-" + trial.step() + ": "
                    + (unmerged.isEmpty() ? merge.errors().strip() : String.join(", ", unmerged)));
            return;
        }
        String commit = commit(scratch, index, trial.file(), stage);
        mails.put(trial.path(), MailWriter.single(scratch, scratch.git(), commit));
    }

    /** A commit of the index with the mail's author, date and message. */
    private static String commit(Scratch scratch, Git index, Path mail, String parent) {
        Path message = scratch.newPath("message");
        Map<String, String> head = new HashMap<>();
        for (String line : index.run(read(mail), List.of("mailinfo", "-b", "--no-scissors",
                message.toString(), scratch.newPath("change").toString()))
                .orElseThrow().lines()) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                head.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        String text = head.get("Subject") + "\n\n"
                + new String(read(message), StandardCharsets.UTF_8);
        return index.with("GIT_AUTHOR_NAME", head.get("Author"))
                .with("GIT_AUTHOR_EMAIL", head.get("Email"))
                .with("GIT_AUTHOR_DATE", head.get("Date"))
                .run(text.getBytes(StandardCharsets.UTF_8),
                        List.of("commit-tree", index.text("write-tree"), "-p", parent))
                .orElseThrow().output().strip();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
