package checker.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SampleCourseExtension.class)
class RoundTripTest {

    @Test
    void theSeriesComesOffAndGoesOnAgain(SampleCourse course) {
        CourseVerification found = CourseVerification.ofWorkTree(course.repository());

        assertEquals(List.of(), found.problems());
        assertEquals(List.of(3, 6, 2),
                List.of(found.stages(), found.patches(), found.trials()));
    }

    @Test
    void aCourseWithoutPatchesHoldsToo(@TempDir Path other) {
        SampleCourse empty = SampleCourse.empty(other);

        assertTrue(CourseVerification.ofWorkTree(empty.repository()).holds());
        try (CourseSeries series = CourseSeries.ofWorkTree(empty.repository())) {
            assertEquals(0, series.lastStage());
            series.materialise(0, other.resolve("out"));
            assertEquals(empty.read("kernel/tasks.c"), read(other.resolve("out/tasks.c")));
        }
    }

    @Test
    void theLastStageIsMainsKernelAndTheFirstTheBaseline(SampleCourse course, @TempDir Path out) {
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            series.materialise(0, out.resolve("0"));
            series.materialise(3, out.resolve("3"));
        }

        assertEquals(files(course.root().resolve("kernel")), files(out.resolve("3")));
        assertEquals(SampleCourse.numbered("tasks", 40), read(out.resolve("0/tasks.c")));
        assertFalse(Files.exists(out.resolve("0/new1.c")));
    }

    @Test
    void aStepsLastPatchLeadsToItsStage(SampleCourse course, @TempDir Path out) {
        try (CourseSeries series = CourseSeries.ofCommit(course.repository(), "main")) {
            series.materialise(2, out.resolve("stage"));
            series.materialise(series.patches(2).get(1), out.resolve("patch"));
            series.materialise(series.patches(2).get(0), out.resolve("half"));
        }

        assertEquals(files(out.resolve("stage")), files(out.resolve("patch")));
        assertFalse(Files.exists(out.resolve("half/new2.c")));
    }

    @Test
    void aMistakeIsItsStageWithTheMistake(SampleCourse course, @TempDir Path out) {
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            TrialPatch mistake = series.mistakes(2).get(0);
            series.materialise(mistake, out.resolve("kernel"));

            assertEquals("wrong-memory", mistake.name());
            assertEquals(List.of("SecondTest.isRight"), mistake.checks());
            assertEquals(List.of("look at memory"), mistake.hints());
        }
        assertTrue(read(out.resolve("kernel/memory.c")).contains("memory wrong\n"));
    }

    @Test
    void aFolderWithFilesIsNotWrittenInto(SampleCourse course) {
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            assertThrows(IllegalArgumentException.class,
                    () -> series.materialise(1, course.root()));
        }
    }

    @Test
    void readingASeriesLeavesNothingBehind(SampleCourse course) {
        TreeMap<String, String> before = course.everything();
        Path scratch;
        try (CourseSeries series = CourseSeries.ofWorkTree(course.repository())) {
            scratch = series.scratch().gitDirectory();
            assertTrue(Files.exists(scratch));
        }

        assertEquals(before, course.everything());
        assertFalse(Files.exists(scratch.getParent()));
    }

    static TreeMap<String, String> files(Path top) {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            all.filter(Files::isRegularFile).forEach(
                    file -> files.put(top.relativize(file).toString(), read(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
