package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.repository.StepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lesson that has all its parts, and what is said when one of them is taken from it. */
class LessonPartsTest {

    private static final String LESSON = SampleLesson.TEXT;

    @TempDir
    private Path folder;
    private StepFolder step;

    @BeforeEach
    void makeStep() throws IOException {
        step = step(1);
    }

    private StepFolder step(int number) throws IOException {
        Path directory = folder.resolve("steps/0" + number + "-x");
        for (String patch : List.of("0001-first.patch", "0002-second.patch")) {
            Files.createDirectories(directory.resolve("patches"));
            Files.writeString(directory.resolve("patches").resolve(patch), "From");
        }
        return new StepFolder(number, "x", directory);
    }

    private List<String> breaches(StepFolder which, String lesson) throws IOException {
        Files.writeString(which.lesson(), lesson);
        return LessonParts.breaches(folder, List.of(which)).stream()
                .map(breach -> breach.toString().replaceFirst("^steps/0\\d-x/lesson.adoc:", ""))
                .toList();
    }

    private List<String> without(String text) throws IOException {
        return with(text, "");
    }

    private List<String> with(String old, String replacement) throws IOException {
        assertTrue(LESSON.contains(old), old);
        return breaches(step, LESSON.replace(old, replacement));
    }

    /** The number of the line that is a text. */
    private static int line(String text) {
        return LESSON.lines().toList().indexOf(text) + 1;
    }

    @Test
    void aLessonWithAllPartsIsRight() throws IOException {
        assertEquals(List.of(), breaches(step, LESSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Why now", "Run it first", "The hardware, exactly",
        "The design and its alternatives", "The patches, one by one", "The contract",
        "What goes wrong", "Exercises", "What Linux and others do"})
    void aMissingPartIsNamedWhereItWouldStand(String part) throws IOException {
        List<String> lines = LESSON.lines().toList();
        int heading = lines.indexOf(lines.stream().filter(text -> text.startsWith("== " + part))
                .findFirst().orElseThrow());
        int next = lines.subList(heading + 1, lines.size()).stream()
                .filter(text -> text.startsWith("== ") && !text.endsWith("between"))
                .map(text -> line(text)).findFirst().orElseThrow();

        List<String> found = with("\n" + lines.get(heading) + "\n", "\n== Another\n");

        assertTrue(found.contains(next + ": the part '" + part + "' is missing before this line"),
                found.toString());
    }

    @Test
    void theLastPartIsMissingAtTheEnd() throws IOException {
        assertEquals(List.of(line("== What comes next") - 1
                        + ": the part 'What comes next' is missing before this line"),
                without("== What comes next\n\nStep 2.\n"));
    }

    @Test
    void aPartInTheWrongPlaceIsNamed() throws IOException {
        List<String> found = breaches(step, LESSON
                .replace("== Run it first\n", "== It\n")
                .replace("== What comes next", "== Run it first\n\nrun::x[]\n\n"
                        + "== What comes next"));

        assertTrue(found.contains("11: the part 'The hardware, exactly' belongs behind"
                + " 'Run it first'"), found.toString());
    }

    @Test
    void aHeadingWithNothingBelowItIsNoPart() throws IOException {
        assertEquals(List.of("11: the part 'The hardware, exactly' is empty"),
                without("Wires.\n"));
    }

    @Test
    void aHeadingInAListingIsNoPart() throws IOException {
        assertEquals(1, with("== The contract\n\nNames.\n", "----\n== The contract\n----\n")
                .size());
    }

    @Test
    void theOldKernelHasToFail() throws IOException {
        String wanted = "3: the old kernel does not fail here: run::check[step-1, stage=0,"
                + " outcome=failed, ...]";

        assertTrue(with("stage=0, outcome=failed", "stage=0, outcome=passed").contains(wanted));
        assertTrue(with("stage=0, outcome=failed", "stage=1, outcome=failed").contains(wanted));
        assertEquals(List.of(), with("stage=0, outcome=failed", "stage=0, outcome=\"timed out\""));
    }

    @Test
    void somethingHasToRun() throws IOException {
        assertEquals(List.of("7: nothing is run here: run::check, log:: or a session"),
                with("log::kernel[stage=1, arch=x86-64]", "Trust us."));
        assertEquals(List.of(), with("log::kernel[stage=1, arch=x86-64]", "[session, stage=1]\n"
                + "----\n$ echo one\n----"));
    }

    @Test
    void eachPatchHasToBeShownInOrder() throws IOException {
        String first = "patch::0001-first.patch[step=1]\n";
        String second = "patch::0002-second.patch[step=1]\n";
        int heading = line("== The patches, one by one");

        assertEquals(List.of(heading + ": does not show patches/0002-second.patch"),
                without(second));
        assertEquals(List.of(heading
                + ": shows the patches in another order than that of the series"),
                with(first + second, second + first));
    }

    @Test
    void threeMistakesHaveToBeBoxesWithAQuestion() throws IOException {
        String problem = line("== What goes wrong") + ": the lesson has 2 boxes"
                + " break::NAME[..., question=\"...\"]; it needs 3";

        assertEquals(List.of(problem), without("break::none[step=1, question=\"What?\"]\n"));
        assertEquals(List.of(problem), with("break::none[step=1, question=\"What?\"]",
                "break::none[step=1]"));
    }

    @Test
    void aCheckHasToFailSomewhere() throws IOException {
        assertTrue(with("outcome=failed", "outcome=passed").contains(line("== What goes wrong")
                + ": no check fails in this lesson: run::check[..., outcome=failed, ...]"));
    }

    @Test
    void exercisesRise() throws IOException {
        int third = line(". *(medium)* Three?");
        int fourth = line(". *(medium)* Four?");

        assertEquals(List.of(fourth + ": comes after a harder one"),
                with("*(medium)* Four?", "*(easy)* Four?"));
        assertEquals(List.of(third
                + ": say how hard it is: *(easy)*, *(medium)* or *(hard)*"),
                with("*(medium)* Three?", "Three?"));
        assertEquals(List.of(line("== Exercises") + ": no exercise is hard"),
                with("*(hard)* Five?", "*(medium)* Five?"));
    }

    @Test
    void thereAreFiveExercises() throws IOException {
        assertEquals(List.of(line("== Exercises")
                        + ": there are 4 exercises; a lesson has at least 5"),
                without(". *(medium)* Four?\n+\n[%collapsible]\n.Answer\n====\nThis.\n====\n"));
    }

    @Test
    void everyExerciseHasAHiddenAnswer() throws IOException {
        String problem = ": has no hidden answer: [%collapsible], .Answer, ====";

        assertEquals(List.of(line(". *(hard)* Five?") + problem), with("""
                . *(hard)* Five?
                +
                [%collapsible]
                .Answer
                ====
                This.
                ====
                """, ". *(hard)* Five?\n"));
        assertEquals(List.of(line(". *(medium)* Four?") + problem), with("""
                . *(medium)* Four?
                +
                [%collapsible]
                """, ". *(medium)* Four?\n+\n"));
        assertEquals(List.of(line(". *(medium)* Three?") + problem), with("""
                . *(medium)* Three?
                +
                [%collapsible]
                .Answer
                ====
                This.
                ====
                """, ". *(medium)* Three?\n+\n[%collapsible]\n.Answer\n====\n====\n"));
    }

    @Test
    void stepZeroHasNoKernelBeforeItAndNoPatches() throws IOException {
        StepFolder baseline = step(0);
        String lesson = LESSON
                .replace("== Why now: the old kernel", "== Why start here")
                .replace("stage=0, outcome=failed", "mistake=less, outcome=failed")
                .replaceFirst("(?s)== The patches, one by one.*(== The contract)", "$1");

        assertEquals(List.of(), breaches(baseline, lesson));
        assertEquals(List.of("3: the part 'Why start here' is missing before this line"),
                breaches(baseline, lesson.replace("== Why start here", "== Run it first"))
                        .subList(0, 1));
        assertTrue(breaches(step, lesson).contains("7: the part 'Why now' is missing before this"
                + " line"), breaches(step, lesson).toString());
    }
}
