package checker.course;

import static checker.course.FoldTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SampleCourseExtension.class)
class BranchesTest {

    @Test
    void theLastBranchHasMainsTreeAndTheFirstTheBaseline(SampleCourse course) {
        assertEquals(course.git("rev-parse", "main^{tree}"),
                course.git("rev-parse", "step-3^{tree}"));
        assertEquals(course.git("rev-parse", "main"), course.git("rev-parse", "step-0~1"));
        assertEquals("2", course.git("rev-list", "--count", "step-1..step-2"));
        assertEquals("An Author", course.git("log", "-1", "--format=%an", "step-2"));
    }

    @Test
    void theBranchesAreTheSameWhateverIsConfigured(SampleCourse course) {
        String before = course.git("for-each-ref", "refs/heads/step-*");
        deleteBranches(course);
        for (String setting : new String[] {"core.autocrlf=true", "core.eol=crlf",
            "diff.noprefix=true", "diff.context=1", "diff.algorithm=patience", "core.abbrev=5",
            "user.name=Somebody Else", "commit.gpgSign=true", "commit.cleanup=verbatim",
            "format.signOff=true", "apply.ignoreWhitespace=change", "am.threeWay=true",
            "core.hooksPath=/nowhere", "i18n.commitEncoding=latin1"}) {
            course.git("config", setting.split("=")[0], setting.split("=")[1]);
        }

        course.run("branches");

        assertEquals(before, course.git("for-each-ref", "refs/heads/step-*"));
        FoldTest.assertHolds(course);
    }

    @Test
    void aShallowDetachedCloneWithoutAnIdentityHasTheSame(
            SampleCourse course, @TempDir Path other) {
        String before = course.git("for-each-ref", "refs/heads/step-*");
        course.git("clone", "--quiet", "--depth=1", "file://" + course.root(),
                other.resolve("clone").toString());
        SampleCourse clone = new SampleCourse(other.resolve("clone"));
        clone.git("checkout", "--quiet", "--detach");
        clone.git("branch", "--quiet", "-D", "main");

        clone.run("branches", "--ref", "HEAD");

        assertEquals(before, clone.git("for-each-ref", "refs/heads/step-*"));
    }

    @Test
    void aCloneWithoutMainAsksForACommit(SampleCourse course) {
        course.git("branch", "--quiet", "-m", "trunk");

        assertRefused(course, "this clone has no branch 'main'\nName the commit to read the course"
                + " from: --ref HEAD", "branches");
    }

    @Test
    void aNewMainMovesUntouchedBranches(SampleCourse course) {
        String before = course.git("rev-parse", "step-2");
        course.write("README.adoc", "= New\n");
        course.commitAll("a readme");

        course.run("branches");

        assertFalse(before.equals(course.git("rev-parse", "step-2")));
        assertEquals(course.git("rev-parse", "main"), course.git("rev-parse", "step-2~5"));
    }

    @Test
    void editedBranchesAreOnlyMovedByForceAndKept(SampleCourse course) {
        FoldTest.amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");
        String edited = course.git("rev-parse", "step-3");

        assertRefused(course, "not in the series: step-2, step-3\n", "branches");
        course.run("branches", "--force");

        assertEquals(edited, course.git("rev-parse", "refs/course/replaced/step-3"));
        assertEquals(course.git("rev-parse", "main^{tree}"),
                course.git("rev-parse", "step-3^{tree}"));
    }

    @Test
    void aBranchThatIsCheckedOutIsNotMoved(SampleCourse course, @TempDir Path other) {
        course.git("worktree", "add", "--quiet", other.resolve("two").toString(), "step-2");
        course.write("README.adoc", "= New\n");
        course.commitAll("a readme");

        assertRefused(course, "step-2 is checked out in ", "branches");
    }

    @Test
    void aBranchOfAStepThatIsBeingWrittenStays(SampleCourse course) {
        course.git("branch", "step-4", "step-3");

        course.run("branches");

        assertEquals(course.git("rev-parse", "step-3"), course.git("rev-parse", "step-4"));
    }

    @Test
    void aSeriesThatDoesNotHoldMakesNoBranch(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks by step 3\n", "");
        course.commitAll("an edit past the series");

        assertRefused(course, "cannot be taken off kernel/ again", "branches");
    }

    @Test
    void anotherCommandAtWorkIsWaitedFor(SampleCourse course) {
        TreeMap<String, String> before = course.everything();

        CourseLock.during(Clone.of(course.repository()), () -> {
            assertRefused(course, "another 'course' command is at work", "branches");
            return 0;
        });

        assertEquals(before, course.everything());
    }

    @Test
    void noCloneByGitIsSaid(@TempDir Path folder) {
        SampleCourse course = new SampleCourse(folder);
        course.write("checker/deps.java", "\n");

        String message = FoldTest.refusal(course, "branches");

        assertTrue(message.contains("git knows no repository at " + folder), message);
    }

    private static void deleteBranches(SampleCourse course) {
        course.git("branch", "--quiet", "-D", "step-0", "step-1", "step-2", "step-3");
    }
}
