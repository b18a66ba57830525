package checker.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes commits as mails: {@code git format-patch} with every option stated, so that the same
 * commits give the same bytes whatever a user or a later git has as its defaults.
 */
final class MailWriter {

    private static final List<String> FORMAT = List.of("format-patch", "--quiet",
            "--patch", "--full-index", "--binary", "--no-renames", "--unified=3",
            "--inter-hunk-context=0", "--diff-algorithm=myers", "--indent-heuristic",
            "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/",
            "--zero-commit", "--no-signature", "--no-notes", "--no-attach", "--no-thread",
            "--no-cover-letter", "--no-base", "--no-to", "--no-cc", "--encode-email-headers",
            "--subject-prefix=PATCH", "--start-number=1", "--suffix=.patch",
            "--filename-max-length=64");

    private MailWriter() { }

    /**
     * The mails of one step, numbered "[PATCH 1/3]": a missing last one can be told by that.
     *
     * @param before the commit that the step starts from
     * @param end its last commit
     * @return by file name
     */
    static Map<String, byte[]> step(Scratch scratch, Git git, String before, String end) {
        return write(scratch, git, List.of("--numbered", before + ".." + end));
    }

    /** The mail of one commit that stands for itself. */
    static byte[] single(Scratch scratch, Git git, String commit) {
        return write(scratch, git, List.of("--no-numbered", "-1", commit))
                .values().iterator().next();
    }

    private static Map<String, byte[]> write(Scratch scratch, Git git, List<String> commits) {
        Path folder = scratch.newPath("written");
        List<String> arguments = new ArrayList<>(FORMAT);
        arguments.add("--output-directory=" + folder);
        arguments.addAll(commits);
        git.text(arguments.toArray(String[]::new));
        Map<String, byte[]> mails = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return mails; // there was no commit
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                mails.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mails in " + folder, e);
        }
        return mails;
    }
}
