package checker.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SampleCourseExtension.class)
class FoldTest {

    private static final String SECOND = "steps/02-second/patches/";

    @Test
    void unchangedBranchesFoldIntoNothing(SampleCourse course) {
        TreeMap<String, String> before = course.everything();

        assertEquals(0, course.run("fold"));
        assertEquals(before, course.everything());
    }

    @Test
    void anAmendedCommitInTheMiddleReachesItsPatchAndTheKernel(SampleCourse course) {
        amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");

        course.run("fold");

        assertHolds(course);
        assertTrue(course.read(SECOND + "0001-memory-change-by-step-2.patch")
                .contains("+better by step 2\n"));
        assertTrue(course.read("kernel/memory.c").contains("better by step 2\n"));
        assertEquals("", course.git("diff"), "all of it is staged");
    }

    @Test
    void whatIsFoldedAndCommittedNeedsNoForceToBeMadeAnew(SampleCourse course) {
        amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");
        course.run("fold");
        course.commitAll("course: better");

        course.run("branches");

        assertEquals(course.git("rev-parse", "main^{tree}"),
                course.git("rev-parse", "step-3^{tree}"));
    }

    @Test
    void aRenamedCommitLeavesNoStalePatch(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.git("commit", "--quiet", "--amend", "-m", "tasks: another subject");
        course.git("switch", "--quiet", "main");

        course.run("fold");

        assertHolds(course);
        assertFalse(Files.exists(course.root().resolve(
                "steps/03-third/patches/0002-tasks-change-by-step-3.patch")));
    }

    @Test
    void namesAndMessagesOfAllLanguagesComeThrough(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.git("commit", "--quiet", "--amend",
                "--author=J\u00fcrgen \u4e2d <j@example.invalid>",
                "-m", "tasks: \u00e9t\u00e9 " + "and a very long subject ".repeat(6),
                "-m", "[x86] \u2014 body.\n  indented",
                "-m", "Reviewed-by: \u0141ukasz <l@example.invalid>");
        course.git("switch", "--quiet", "main");

        course.run("fold");

        assertHolds(course);
    }

    @Test
    void aMessageThatAMailCannotCarryIsRefused(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.git("commit", "--quiet", "--amend", "-m", "tasks: x", "-m", "Above.\n---\nBelow.");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "a commit of step-3 has a message that a mail cannot carry", "fold");
    }

    @Test
    void anEditOfTheBaselineFlowsThrough(SampleCourse course) {
        course.git("switch", "--quiet", "step-0");
        course.replace("kernel/tasks.c", "tasks 1\n", "tasks one\ntasks and a half\n");
        course.commitAll("tasks: better from the start");
        course.git("rebase", "--quiet", "--update-refs", "--onto", "step-0",
                course.git("rev-parse", "step-0~1"), "step-3");
        course.git("switch", "--quiet", "main");

        course.run("fold");

        assertHolds(course);
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            assertEquals(6, series.patches().size());
        }
        assertTrue(course.read("kernel/tasks.c").startsWith("tasks one\ntasks and a half\n"));
    }

    @Test
    void aMistakeIsCarriedOverToTheChangedStage(SampleCourse course) {
        String path = "steps/02-second/mistakes/wrong-memory.patch";
        String before = course.read(path);
        course.git("switch", "--quiet", "step-0");
        course.replace("kernel/memory.c", "memory 1\n", "memory 1\nmemory 1b\n");
        course.commitAll("memory: longer");
        course.git("rebase", "--quiet", "--update-refs", "--onto", "step-0",
                course.git("rev-parse", "step-0~1"), "step-3");
        course.git("switch", "--quiet", "main");

        course.run("fold");

        assertHolds(course);
        assertFalse(before.equals(course.read(path)));
        Mail mail = new Mail(course.read(path));
        assertEquals("memory: a mistake", mail.subject());
        assertEquals(List.of("SecondTest.isRight"), mail.trailers("check"));
    }

    @Test
    void aMistakeThatConflictsIsNamedAndNothingChanges(SampleCourse course) {
        amendInTheMiddle(course, "memory 36\n", "memory thirty-six\n");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "wrong-memory.patch does not fit the new step-2", "fold");

        course.run("fold", "--keep-stale");
        assertTrue(course.read("kernel/memory.c").contains("memory thirty-six\n"));
    }

    @Test
    void uncommittedWorkInTheKernelIsNotFoldedOver(SampleCourse course) {
        course.write("kernel/draft.c", "draft\n");

        assertRefused(course, "there is uncommitted work", "fold");
    }

    @Test
    void otherUncommittedWorkStays(SampleCourse course) {
        amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");
        course.write("steps/01-first/lesson.adoc", "= a draft\n");
        course.write("notes.txt", "mine\n");

        course.run("fold");

        assertEquals("= a draft\n", course.read("steps/01-first/lesson.adoc"));
        assertEquals("mine\n", course.read("notes.txt"));
    }

    @Test
    void branchesThatDoNotStandOnEachOtherAreRefused(SampleCourse course) {
        course.git("switch", "--quiet", "step-1");
        course.replace("kernel/tasks.c", "tasks 40\n", "tasks forty\n");
        course.commitAll("tasks: forty");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "step-2 does not stand on step-1", "fold");
    }

    @Test
    void waitingFixupsAreRefused(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.replace("kernel/tasks.c", "tasks 40\n", "tasks forty\n");
        course.commitAll("fixup! tasks: change by step 3");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "still waits to be squashed", "fold");
    }

    @Test
    void commitsOutsideOfTheKernelAreRefused(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.write("checker/more.java", "\n");
        course.commitAll("checker: more");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "changes files outside of kernel/", "fold");
    }

    @Test
    void emptyCommitsAreRefused(SampleCourse course) {
        course.git("switch", "--quiet", "step-3");
        course.git("commit", "--quiet", "--allow-empty", "-m", "tasks: nothing");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "changes nothing", "fold");
    }

    @Test
    void branchesOfAnOlderSeriesWouldUndoWhatMainHasSince(SampleCourse course) {
        String before = course.git("rev-parse", "step-3");
        amendInTheMiddle(course, "more by step 2\n", "better by step 2\n");
        course.git("switch", "--quiet", "main");
        course.run("fold");
        course.commitAll("course: better");
        course.git("branch", "--force", "step-3", before);
        course.git("branch", "--force", "step-2", before + "~2");

        assertRefused(course, "the series has changed on main since then", "fold");
    }

    @Test
    void aStageThatIsCheckedOutIsNotFoldedInto(SampleCourse course) {
        course.git("switch", "--quiet", "step-1");

        assertRefused(course, "which holds one stage", "fold");
    }

    @Test
    void aStepWithoutAFolderIsRefused(SampleCourse course) {
        course.git("switch", "--quiet", "-c", "step-4", "step-3");
        course.replace("kernel/tasks.c", "tasks 40\n", "tasks forty\n");
        course.commitAll("tasks: forty");
        course.git("switch", "--quiet", "main");

        assertRefused(course, "step 4 has no folder", "fold");
    }

    /** Changes a line in the first commit of step 2 and lets git carry the rest along. */
    static void amendInTheMiddle(SampleCourse course, String old, String replacement) {
        course.git("switch", "--quiet", "step-3");
        course.replace("kernel/memory.c", old, replacement);
        course.git("commit", "--quiet", "--all", "--fixup", "step-2~1");
        course.git("-c", "sequence.editor=:", "rebase", "--quiet", "--interactive",
                "--autosquash", "--update-refs", "step-0");
    }

    static void assertHolds(SampleCourse course) {
        assertEquals(List.of(),
                CourseVerification.ofWorkTree(course.repository()).problems());
    }

    static void assertRefused(SampleCourse course, String why, String... command) {
        TreeMap<String, String> before = course.everything();

        String message = refusal(course, command);

        assertTrue(message.contains(why), message);
        assertEquals(before, course.everything());
    }

    static String refusal(SampleCourse course, String... command) {
        return assertThrows(CourseException.class, () -> course.run(command)).getMessage();
    }
}
