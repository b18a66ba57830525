package checker.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that somebody may do to a series by hand is found, with the file by its name. */
@ExtendWith(SampleCourseExtension.class)
class VerificationTest {

    private static final String FIRST = "steps/01-first/patches/0001-memory-change-by-step-1.patch";
    private static final String LAST = "steps/03-third/patches/0002-tasks-change-by-step-3.patch";

    @Test
    void anEditedMessage(SampleCourse course) {
        course.replace(FIRST, "Since it is step 1.", "Since it is step  1.");
        course.write(FIRST, course.read(FIRST) + "\n");

        assertProblem(course, FIRST + " is not what git writes");
    }

    @Test
    void anEditedAuthor(SampleCourse course) {
        course.replace(FIRST, "From: An Author <author@", "From: An  Author <author@");

        assertProblem(course, FIRST + " is not what git writes");
    }

    @Test
    void anEditedLineOfTheChange(SampleCourse course) {
        course.replace(FIRST, "+more by step 1", "+much by step 1");

        assertProblem(course, FIRST + " cannot be taken off kernel/ again: the hunk for line 7 of"
                + " kernel/memory.c does not fit");
    }

    @Test
    void aSpaceAtTheEndOfAContextLine(SampleCourse course) {
        course.replace(FIRST, "\n memory 9\n", "\n memory 9 \n");

        assertProblem(course, "does not fit");
    }

    @Test
    void aSpaceAtTheEndOfAHeader(SampleCourse course) {
        course.replace(FIRST, "change by step 1\n", "change by step 1 \n");

        assertProblem(course, FIRST + " is not what git writes");
    }

    @Test
    void carriageReturnsInAPatch(SampleCourse course) {
        course.write(FIRST, course.read(FIRST).replace("\n", "\r\n"));

        assertProblem(course, FIRST + " has carriage returns");
    }

    @Test
    void aSingleCarriageReturnInAPatch(SampleCourse course) {
        course.replace(FIRST, "Since it", "Since\rit");

        assertProblem(course, FIRST);
    }

    @Test
    void carriageReturnsInTheKernel(SampleCourse course) {
        course.write("kernel/tasks.c", course.read("kernel/tasks.c").replace("\n", "\r\n"));

        assertProblem(course, "kernel/tasks.c has carriage returns");
    }

    @Test
    void aMissingFirstPatch(SampleCourse course) {
        delete(course, FIRST);

        assertProblem(course, "patch 1 of step 1 is missing");
    }

    @Test
    void aMissingLastPatch(SampleCourse course) {
        course.git("apply", "-R", LAST); // so that all the others fit together
        delete(course, LAST);

        assertProblem(course, "0001-memory-change-by-step-3.patch is not what git writes");
    }

    @Test
    void aMissingStep(SampleCourse course) {
        delete(course, "steps/02-second/patches/0001-memory-change-by-step-2.patch");
        delete(course, "steps/02-second/patches/0002-tasks-change-by-step-2.patch");

        assertProblem(course, "step 3 has patches, but step 2 before it has none");
    }

    @Test
    void aFileThatIsNoPatch(SampleCourse course) {
        course.write(SampleCourse.FIRST_STEP + "notes.txt", "later\n");

        assertProblem(course, "notes.txt is no patch of the series");
    }

    @Test
    void aRenamedPatch(SampleCourse course) {
        course.git("mv", FIRST, SampleCourse.FIRST_STEP + "0001-other-name.patch");

        assertProblem(course, "step 1 should have the patches");
    }

    @Test
    void aPatchThatIsNoMail(SampleCourse course) {
        course.write(FIRST, "diff --git a/kernel/x b/kernel/x\n");

        assertProblem(course, FIRST + " is not a mail");
    }

    @Test
    void aKernelThatWentOnAlone(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks 1\n", "");

        assertProblem(course, LAST + " cannot be taken off kernel/ again: hunk 1 of kernel/tasks.c"
                + " fits only 1 lines away from where it says");
    }

    @Test
    void anotherModeOfAFileThatAPatchMakes(SampleCourse course) throws IOException {
        Files.setPosixFilePermissions(course.root().resolve("kernel/new2.c"),
                PosixFilePermissions.fromString("rwxr-xr-x"));

        assertProblem(course, "100755");
    }

    @Test
    void anotherModeOfAFileThatAPatchChanges(SampleCourse course) throws IOException {
        Files.setPosixFilePermissions(course.root().resolve("kernel/tasks.c"),
                PosixFilePermissions.fromString("rwxr-xr-x"));

        assertProblem(course, "kernel/tasks.c");
    }

    @Test
    void aPatchOfAnotherFolder(SampleCourse course) {
        course.write(LAST, course.read(LAST).replace("kernel/new3.c", "checker/new3.c"));
        course.git("mv", "kernel/new3.c", "checker/new3.c");
        course.commitAll("course: a patch of the checker");

        assertProblem(course, LAST + " changes checker/new3.c, which is outside of kernel/");
    }

    @Test
    void aMistakeThatDoesNotFit(SampleCourse course) {
        course.replace("steps/02-second/mistakes/wrong-memory.patch", " memory 35", " memory 53");

        assertProblem(course, "steps/02-second/mistakes/wrong-memory.patch does not fit step-2");
    }

    @Test
    void aMistakeThatNamesNoCheck(SampleCourse course) {
        course.replace("steps/02-second/mistakes/wrong-memory.patch", "Check: ", "Checks: ");

        assertProblem(course, "has to say in trailers which case catches it");
    }

    @Test
    void attributesThatLetACheckoutTranslateLineEnds(SampleCourse course) {
        course.write(".gitattributes", "* text=auto eol=lf\n");
        course.commitAll("attributes");

        assertProblem(course, ".gitattributes does not guard");
    }

    @Test
    void allOfItIsFoundInACommitToo(SampleCourse course) {
        course.replace(FIRST, "+more by step 1", "+much by step 1");
        course.commitAll("course: edit a patch by hand");

        assertTrue(CourseVerification.ofCommit(course.repository(), "HEAD~1").holds());
        assertEquals(CourseVerification.ofWorkTree(course.repository()).problems(),
                CourseVerification.ofCommit(course.repository(), "HEAD").problems());
    }

    private static void assertProblem(SampleCourse course, String text) {
        List<String> problems = CourseVerification.ofWorkTree(course.repository()).problems();
        try (Stream<String> each = problems.stream()) {
            assertTrue(each.anyMatch(problem -> problem.contains(text)),
                    "problems found: " + problems);
        }
    }

    private static void delete(SampleCourse course, String path) {
        try {
            Files.delete(Path.of(course.root().toString(), path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
