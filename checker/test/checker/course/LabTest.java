package checker.course;

import static checker.course.FoldTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SampleCourseExtension.class)
class LabTest {

    @Test
    void aLabBeginsAtTheStageBefore(SampleCourse course) {
        course.git("branch", "--quiet", "-D", "step-0", "step-1", "step-2", "step-3");

        course.run("start", "step-2");

        assertEquals("lab/step-2", course.git("branch", "--show-current"));
        assertEquals(course.git("rev-parse", "step-1"), course.git("rev-parse", "HEAD"));
        assertFalse(Files.exists(course.root().resolve("kernel/new2.c")));
        assertEquals("", course.git("status", "--porcelain"));
    }

    @Test
    void aLabCanBeStartedFromAnother(SampleCourse course) {
        course.run("start", "1");
        course.write("kernel/mine.c", "mine\n");
        course.commitAll("mine");

        course.run("start", "second");

        assertEquals("lab/step-2", course.git("branch", "--show-current"));
        assertFalse(Files.exists(course.root().resolve("kernel/mine.c")));
        assertEquals("mine", course.git("show", "lab/step-1:kernel/mine.c"));
    }

    @Test
    void uncommittedWorkIsNotTakenAlong(SampleCourse course) {
        course.replace("kernel/tasks.c", "tasks 1\n", "tasks mine\n");

        assertRefused(course, "there is uncommitted work that the lab would take along:\n"
                + "   M kernel/tasks.c", "start", "step-1");
    }

    @Test
    void aNewFileThatTheStageHasIsNotOverwritten(SampleCourse course) {
        course.run("start", "step-1");
        course.write("kernel/new1.c", "mine\n");

        assertRefused(course, "kernel/new1.c", "start", "step-2");
    }

    @Test
    void aLabThatIsThereIsGoneOnWith(SampleCourse course) {
        course.run("start", "step-1");

        assertRefused(course, "you are on lab/step-1 already", "start", "step-1");
        course.git("switch", "--quiet", "main");
        assertRefused(course, "git switch lab/step-1", "start", "step-1");
    }

    @Test
    void aStepThatIsNotThereIsSaid(SampleCourse course) {
        course.write("steps/04-fourth/lesson.adoc", "= Fourth\n");
        course.commitAll("a lesson");

        assertRefused(course, "step-4 has no patches yet; the course goes to step-3",
                "start", "step-4");
        assertRefused(course, "step-0 is the baseline", "start", "step-0");
    }

    @Test
    void workOnAStageItselfIsNotLostByAStart(SampleCourse course) {
        course.git("switch", "--quiet", "step-1");
        course.write("kernel/mine.c", "mine\n");
        course.commitAll("mine, on the wrong branch");

        assertRefused(course, "not in the series: step-1", "start", "step-2");
    }

    @Test
    void theAnswerIsTheStepsPatchesWithTheirReasons(SampleCourse course) {
        String answer = output(course, "diff", "step-1");

        assertTrue(answer.contains("memory: change by step 1\n\n    Since it is step 1.\n"),
                answer);
        assertTrue(answer.indexOf("+more by step 1\n") < answer.indexOf("+tasks by step 1\n"));
        assertFalse(answer.contains("step 2"));
        assertFalse(output(course, "diff", "step-1", "--stat").contains("+more by step 1"));
    }

    @Test
    void myAnswerIsComparedAsItLiesThere(SampleCourse course) {
        course.run("start", "step-1");
        course.replace("kernel/tasks.c", "tasks 5\n", "tasks 5\ntasks by me\n");

        String difference = output(course, "diff", "step-1", "--mine");

        assertTrue(difference.contains("-tasks by step 1\n"), difference);
        assertTrue(difference.contains("+tasks by me\n"), difference);
        assertTrue(difference.contains("-new1 1\n"), difference);
    }

    @Test
    void theStatusSaysWhatIsNext(SampleCourse course) {
        assertTrue(output(course, "status").endsWith("Next: ./jbang course start step-1\n"));

        course.run("start", "step-1");
        String status = output(course, "status");

        assertTrue(status.startsWith("You are on lab/step-1.\n"), status);
        assertTrue(status.contains("lab/step-1, 0 commits, here\n"), status);
        assertTrue(status.endsWith("Next: ./jbang check step-1\n"), status);
    }

    @Test
    void aLabThatMainHasLeftBehindIsToldHowToCatchUp(SampleCourse course) {
        course.run("start", "step-2");
        course.write("kernel/mine.c", "mine\n");
        course.commitAll("mine");
        course.git("switch", "--quiet", "main");
        course.write("README.adoc", "= New\n");
        course.commitAll("a readme");
        course.run("branches");

        String status = output(course, "status");
        assertTrue(status.contains("lab/step-2, 1 commit\n"), status);
        String remedy = "git rebase --onto step-1 refs/course/start/step-2 lab/step-2";
        assertTrue(status.contains("\n  " + remedy + "\n"), status);

        course.git(remedy.substring("git ".length()).split(" "));
        assertEquals(course.git("rev-parse", "step-1"), course.git("rev-parse", "lab/step-2~1"));
        String caughtUp = output(course, "status");
        assertTrue(caughtUp.contains("lab/step-2, 1 commit, here\n"), caughtUp);
        assertFalse(caughtUp.contains("rebase"), caughtUp);
    }

    private static String output(SampleCourse course, String... command) {
        StringWriter text = new StringWriter();
        course.run(text, command);
        return text.toString();
    }
}
