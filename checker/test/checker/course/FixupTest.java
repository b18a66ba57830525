package checker.course;

import static checker.course.FoldTest.assertHolds;
import static checker.course.FoldTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SampleCourseExtension.class)
class FixupTest {

    private static final String STEP_1 = "steps/01-first/patches/";
    private static final String STEP_2 = "steps/02-second/patches/";
    private static final String STEP_3 = "steps/03-third/patches/";

    @Test
    void aLineGoesToThePatchThatBroughtIt(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks by step 2\n", "tasks well by step 2\n");
        String others = course.read(STEP_1 + "0001-memory-change-by-step-1.patch");

        course.run("fixup");

        assertHolds(course);
        assertTrue(course.read(STEP_2 + "0002-tasks-change-by-step-2.patch")
                .contains("+tasks well by step 2\n"));
        assertEquals(others, course.read(STEP_1 + "0001-memory-change-by-step-1.patch"));
        assertTrue(course.read("kernel/tasks.c").contains("tasks well by step 2\n"));
        assertEquals("", course.git("diff"), "all of it is staged");
    }

    @Test
    void aLineOfTheBaselineStaysInTheBaseline(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks 1\n", "tasks one\ntasks one and a half\n");
        course.replace("kernel/boot/start.S", "start 10\n", "start ten\n");

        course.run("fixup");

        assertHolds(course);
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            java.nio.file.Path baseline = course.root().resolve("build/baseline");
            series.materialise(0, baseline);
            assertTrue(course.read("build/baseline/tasks.c").contains("tasks one and a half\n"));
            assertTrue(course.read("build/baseline/boot/start.S").endsWith("start ten\n"));
        }
    }

    @Test
    void anEditOfManyOwnersIsPutInManyPlaces(SampleCourse course) {
        course.replace("kernel/memory.c", "more by step 1\n", "more than step 1\n");
        course.replace("kernel/memory.c", "more by step 3\n", "more than step 3\nand more\n");
        course.replace("kernel/memory.c", "memory 38\n", "");
        course.replace("kernel/new2.c", "new2 5\n", "new2 five\n");

        course.run("fixup");

        assertHolds(course);
        assertTrue(course.read(STEP_1 + "0001-memory-change-by-step-1.patch")
                .contains("+more than step 1\n"));
        assertTrue(course.read(STEP_3 + "0001-memory-change-by-step-3.patch")
                .contains("+more than step 3\n+and more\n"));
        assertTrue(course.read(STEP_2 + "0002-tasks-change-by-step-2.patch")
                .contains("+new2 five\n"));
    }

    @Test
    void neighbouringLinesOfSeveralOwnersAreTakenApart(SampleCourse course) {
        course.replace("kernel/tasks.c",
                "tasks by step 3\ntasks by step 2\n", "tasks of step 3\ntasks of step 2\n");

        course.run("fixup");

        assertHolds(course);
        assertTrue(course.read(STEP_2 + "0002-tasks-change-by-step-2.patch")
                .contains("+tasks of step 2\n"));
        assertTrue(course.read(STEP_3 + "0002-tasks-change-by-step-3.patch")
                .contains("+tasks of step 3\n"));
    }

    @Test
    void linesOfSeveralOwnersThatBecomeOthersAreRefusedUntilSomeoneSaysWhose(
            SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks by step 3\ntasks by step 2\n", "tasks anew\n");

        assertRefused(course, "kernel/tasks.c:6: 2 lines of 2 patches become 1", "fixup");
    }

    @Test
    void aNewFileNeedsAStep(SampleCourse course) {
        course.write("kernel/extra.c", "extra\n");

        assertRefused(course, "kernel/extra.c is new: no single patch owns it", "fixup");
        course.run("fixup", "--to", "step-2/1");

        assertHolds(course);
        assertTrue(course.read(STEP_2 + "0001-memory-change-by-step-2.patch")
                .contains("+++ b/kernel/extra.c\n"));
    }

    @Test
    void aFileThatGoesAwayGoesFromItsPatch(SampleCourse course) throws IOException {
        Files.delete(course.root().resolve("kernel/new1.c"));

        course.run("fixup");

        assertHolds(course);
        assertFalse(course.read(STEP_1 + "0002-tasks-change-by-step-1.patch").contains("new1.c"));
        assertFalse(Files.exists(course.root().resolve("kernel/new1.c")));
    }

    @Test
    void aFileWithoutANewlineAtItsEndComesThrough(SampleCourse course) {
        course.write("kernel/new2.c", course.read("kernel/new2.c") + "the end");

        course.run("fixup");

        assertHolds(course);
        assertTrue(course.read("kernel/new2.c").endsWith("new2 5\nthe end"));
    }

    @Test
    void linesCannotGoToAStepThatDoesNotKnowThemYet(SampleCourse course) {
        course.replace("kernel/memory.c",
                "memory 30 by step 3\nmore by step 3\nmemory 31\n", "all of it anew\n");

        assertRefused(course, "kernel/memory.c:32 replaces lines that only a later patch",
                "fixup", "--to", "step-1");
        assertEquals(course.read("kernel/memory.c").strip(),
                course.git("show", Fixup.BACKUP + ":kernel/memory.c"));
        course.run("fixup", "--to", "step-3");

        assertHolds(course);
        assertTrue(course.read(STEP_3 + "0002-tasks-change-by-step-3.patch")
                .contains("+all of it anew\n"));
    }

    @Test
    void aModeChangesFromThePatchThatIsNamed(SampleCourse course) throws IOException {
        Files.setPosixFilePermissions(course.root().resolve("kernel/tasks.c"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        course.replace("kernel/tasks.c", "tasks by step 3\n", "tasks well by step 3\n");

        course.run("fixup", "--to", "step-2");

        assertHolds(course);
        assertTrue(course.read(STEP_2 + "0002-tasks-change-by-step-2.patch")
                .contains("new mode 100755\n"));
    }

    @Test
    void editsThatAreCommittedAlreadyArePutToo(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks by step 1\n", "tasks well by step 1\n");
        course.commitAll("tasks: an edit that missed its patch");
        assertFalse(CourseVerification.ofWorkTree(course.repository()).holds());

        course.run("fixup", "--since", "HEAD~1");

        assertHolds(course);
    }

    @Test
    void unfoldedBranchesComeFirst(SampleCourse course) {
        FoldTest.amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");
        course.replace("kernel/tasks.c", "tasks by step 2\n", "tasks well by step 2\n");

        assertRefused(course, "commits that are not in the series: step-2, step-3", "fixup");
    }

    @Test
    void noEditIsSaid(SampleCourse course) {
        assertRefused(course, "kernel/ has no edit", "fixup");
    }

    @Test
    void editedPatchesAreRefused(SampleCourse course) {
        course.write(STEP_1 + "0001-memory-change-by-step-1.patch", "mine\n");

        assertRefused(course, "there is uncommitted work that fixup would mix with", "fixup");
    }
}
