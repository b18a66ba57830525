package checker.course;

import checker.process.CommandResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The series as commits: the one that rewinds {@code kernel/} to the baseline, then one for each
 * patch. The same source gives the same commit ids on every machine.
 *
 * @param source the state of main that it was made from
 * @param baseline the rewinding commit
 * @param commits a commit for each patch of the series, in order
 * @param stages the last commit of each stage, from the baseline's on
 */
record Chain(SourceTree source, String baseline, List<String> commits, List<String> stages) {

    private static final String REWIND_MESSAGE = """
            course: rewind kernel/ to the baseline

            The steps of the course follow, one commit for each patch, and end at
            the kernel of the commit before this one.
            """;

    /**
     * Takes the patches off the finished kernel, then puts them on again as commits.
     *
     * @throws CourseException when a patch does not fit to the byte, changes anything outside of
     *     {@code kernel/}, or the finished kernel does not come out again
     */
    static Chain make(Scratch scratch, SourceTree source, PatchShelf shelf) {
        String baseline = rewind(scratch, source, shelf.series());
        List<String> commits = replay(scratch, baseline, shelf.series());
        Chain chain = new Chain(source, baseline, commits, stages(baseline, commits, shelf));
        chain.requireSourceAtTheEnd(scratch.git());
        return chain;
    }

    /** The last commit of all. */
    String end() {
        return stages.get(stages.size() - 1);
    }

    private static String rewind(Scratch scratch, SourceTree source, List<SeriesPatch> series) {
        List<SeriesPatch> lastFirst = new ArrayList<>(series);
        Collections.reverse(lastFirst);
        Git index = scratch.gitWithOwnIndex();
        index.text("read-tree", source.tree());
        if (StrictApply.apply(index, files(lastFirst), "-R").isPresent()) {
            throw misfit(scratch.gitWithOwnIndex(), source, lastFirst);
        }
        String date = index.text("show", "--no-patch", "--date=raw", "--format=%cd",
                source.commit());
        return commit(index.with("GIT_AUTHOR_NAME", Git.IDENTITY_NAME)
                .with("GIT_AUTHOR_EMAIL", Git.IDENTITY_MAIL)
                .with("GIT_AUTHOR_DATE", date).with("GIT_COMMITTER_DATE", date), source.commit());
    }

    private static String commit(Git index, String parent) {
        byte[] message = REWIND_MESSAGE.getBytes(StandardCharsets.UTF_8);
        return index.run(message, List.of("commit-tree", index.text("write-tree"), "-p", parent))
                .orElseThrow().output().strip();
    }

    /** Says which patch it is, which a run over all of them does not. */
    private static CourseException misfit(
            Git index, SourceTree source, List<SeriesPatch> lastFirst) {
        index.text("read-tree", source.tree());
        for (SeriesPatch patch : lastFirst) {
            Optional<String> problem = StrictApply.apply(index, List.of(patch.file()), "-R");
            if (problem.isPresent()) {
                return new CourseException(patch + " cannot be taken off kernel/ again: "
                        + problem.get(),
                        "Was kernel/ edited and the series not? 'course fixup' puts an uncommitted"
                        + " edit where it belongs,\n'course fixup --since COMMIT' one that is"
                        + " committed already.");
            }
        }
        throw new IllegalStateException("the patches fit one by one, but not together");
    }

    private static List<String> replay(
            Scratch scratch, String baseline, List<SeriesPatch> series) {
        if (series.isEmpty()) {
            return List.of();
        }
        Git git = scratch.git();
        git.text("checkout", "--quiet", "--detach", baseline);
        List<String> arguments = new ArrayList<>(List.of("am", "--quiet", "--patch-format=mbox",
                "--keep-non-patch", "--no-scissors", "--no-3way", "--committer-date-is-author-date",
                "--whitespace=nowarn", "--"));
        files(series).forEach(file -> arguments.add(file.toString()));
        CommandResult result = git.run(arguments.toArray(String[]::new));
        List<String> commits = git.lines("rev-list", "--reverse", baseline + "..HEAD");
        if (!result.succeeded() || commits.size() != series.size()) {
            SeriesPatch patch = series.get(Math.min(commits.size(), series.size() - 1));
            throw new CourseException(patch + " is no mail that 'git am' takes: "
                    + (result.errors() + result.output()).strip());
        }
        requireKernelOnly(git, baseline, commits, series);
        return commits;
    }

    private static void requireKernelOnly(
            Git git, String baseline, List<String> commits, List<SeriesPatch> series) {
        List<String> strays = git.lines("log", "--reverse", "--format=%H", "--name-only",
                "--no-renames", baseline + "..HEAD", "--", ".", ":(exclude)kernel");
        if (!strays.isEmpty()) {
            SeriesPatch patch = series.get(commits.indexOf(strays.get(0)));
            throw new CourseException(patch + " changes " + strays.get(2)
                    + ", which is outside of kernel/");
        }
    }

    private static List<String> stages(String baseline, List<String> commits, PatchShelf shelf) {
        List<String> stages = new ArrayList<>(List.of(baseline));
        int done = 0;
        for (int step = 1; step <= shelf.lastStage(); step++) {
            done += shelf.ofStep(step).size();
            stages.add(commits.get(done - 1));
        }
        return List.copyOf(stages);
    }

    private void requireSourceAtTheEnd(Git git) {
        List<String> differences = git.lines("diff-tree", "-r", "--no-renames", "--name-status",
                source.tree(), end());
        if (!differences.isEmpty()) {
            throw new CourseException("the baseline with all patches is not main's tree:\n  "
                    + String.join("\n  ", differences));
        }
    }

    private static List<Path> files(List<SeriesPatch> patches) {
        return patches.stream().map(SeriesPatch::file).toList();
    }
}
