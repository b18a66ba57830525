package checker.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.Command;
import checker.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where and by whom the command is called makes no difference. */
@ExtendWith(SampleCourseExtension.class)
class SurroundingsTest {

    @Test
    void theBranchesAreTheSameInOtherSurroundings(SampleCourse course, @TempDir Path home)
            throws IOException {
        String before = course.git("for-each-ref", "refs/heads/step-*");
        course.git("branch", "--quiet", "-D", "step-0", "step-1", "step-2", "step-3");
        Files.writeString(home.resolve(".gitconfig"), "[core]\n\tautocrlf = true\n"
                + "\tabbrev = 4\n[diff]\n\tnoprefix = true\n\tcontext = 9\n"
                + "[user]\n\tname = Another\n[commit]\n\tgpgSign = true\n[log]\n\tdate = iso\n");

        CommandResult result = program(course, home, "branches");

        assertEquals(0, result.exitCode(), result.errors());
        assertTrue(result.output().contains("  the baseline\n"), result.output());
        assertEquals(before, course.git("for-each-ref", "refs/heads/step-*"));
    }

    @Test
    void aRefusalIsASentenceAndAnExitCode(SampleCourse course, @TempDir Path home) {
        course.write("kernel/draft.c", "draft\n");

        CommandResult result = program(course, home, "fold");

        assertEquals(CourseAction.REFUSED, result.exitCode());
        assertEquals("course fold: there is uncommitted work that fold would mix with:\n"
                + "  ?? kernel/draft.c\nCommit it, or put it aside: git stash -u\n",
                result.errors());
    }

    @Test
    void whatAKilledProcessLeftIsTakenAwayAfterAnHour(SampleCourse course) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path old = Files.createTempDirectory(temporary, "eleven-steps-999999999-");
        Path young = Files.createTempDirectory(temporary, "eleven-steps-999999999-");
        Files.createDirectories(old.resolve("git/objects"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));

        Scratch.losing(Clone.of(course.repository())).close();

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
        Files.delete(young);
    }

    /** The command in a subfolder, in another time zone, with git's variables led astray. */
    private static CommandResult program(SampleCourse course, Path home, String command) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Command.of("sh", "-c", "umask 077; exec \"$0\" -XX:TieredStopAtLevel=1 \"$@\"",
                java, "-cp", System.getProperty("java.class.path"),
                CourseProgram.class.getName(), command)
                .in(course.root().resolve("steps/01-first"))
                .with("HOME", home.toString()).with("TZ", "Pacific/Auckland")
                .with("LC_ALL", "C.UTF-8").with("GIT_DIR", "/nowhere")
                .with("GIT_AUTHOR_DATE", "2001-01-01T00:00:00")
                .with("GIT_COMMITTER_NAME", "Nobody").run();
    }
}
