package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a lesson: what it changes, a question, and what the check says of it, hidden. */
class BreakMacroTest {

    private static final String FORM = "write break::MISTAKE[step=N, question=\"QUESTION\","
            + " with=\"OPTIONS\", expect=\"PATTERN;;PATTERN\"] with no --hint but --hint=2";

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    private String page(String macro) throws IOException {
        sample.lesson("= Answer\n\n" + macro + "\n");
        Book.build(sample.repository(), SampleBook.OUTPUTS);
        return sample.built("01-answer.html");
    }

    private String fault(String macro) throws IOException {
        sample.lesson("= Answer\n\n" + macro + "\n");
        return assertThrows(BookFailedException.class,
                () -> Book.build(sample.repository(), SampleBook.OUTPUTS))
                .problems().stream().map(Problem::toString).findFirst().orElseThrow()
                .replaceFirst("^steps/01-answer/lesson.adoc:3: ", "");
    }

    @Test
    void theQuestionComesBeforeTheHiddenAnswer() throws IOException {
        String page = page("break::less[step=1, question=\"What does `Answer` say?\"]");
        int answer = page.indexOf("<details class=\"answer\">");
        String before = page.substring(0, answer).replaceAll("<[^>]*>", "");
        String behind = page.substring(answer).replaceAll("<[^>]*>", "");

        assertTrue(before.contains("Break it: answer: less\n"), before);
        assertTrue(before.contains("-    return 42;\n+    return 41;"), before);
        assertTrue(before.contains("$ git apply steps/01-answer/mistakes/less.patch\n$ ./jbang"
                + " check step-1 --arch x86-64 --only AnswerIsRight --seed 42\n"), before);
        assertTrue(before.contains("What does Answer say?\n"), before);
        assertFalse(before.contains("is 41"), before);
        assertFalse(before.contains("missing"), before);
        assertTrue(behind.strip().startsWith("What the check says of less\n"), behind);
        assertTrue(behind.contains("the answer\nis 41"), behind);
        assertTrue(behind.contains("\nOne is missing.\n"), behind);
    }

    @Test
    void whatIsSaidTakesTheDefaultsPlace() throws IOException {
        sample.mistake("half", "Hint:", "Architecture: x86-32\nHint:");
        String asked = page("break::half[step=1]");
        String said = page("break::less[step=1, with=\"--only AnswerIsRight.* --seed=7 --hint=2"
                + " --arch x86-32\", expect=\"answer is;;41\"]");

        assertTrue(asked.contains("What will you see?"), asked);
        assertTrue(asked.contains("step-1 --arch x86-32 --only AnswerIsRight --seed 42"), asked);
        assertTrue(said.contains(
                "step-1 --only AnswerIsRight.* --seed=7 --hint=2 --arch x86-32"), said);
    }

    @Test
    void anAnswerThatIsNotSoFailsTheBook() throws IOException {
        sample.mistake("harmless", "+    return 41;", "+    return 42; // as before");
        sample.mistake("elsewhere", "Check: AnswerIsRight", "Check: QuestionIsRight");
        sample.mistake("unhinted", "Hint: less", "Hint: more");

        assertEquals("step 1 has no mistake more", fault("break::more[step=1]"));
        assertEquals("the check no longer prints what is expected: is 40",
                fault("break::less[step=1, expect=\"the;;is 40\"]"));
        assertEquals("the check ended with exit code 0, which rejects no kernel: step-1 --arch"
                + " x86-64 --only AnswerIsRight --seed 42 | the answer | is 42",
                fault("break::harmless[step=1]"));
        assertEquals("no case of QuestionIsRight fails, as its patch says",
                fault("break::elsewhere[step=1]"));
        assertEquals("the hint 'more' of its patch is not shown, but Where it returns.",
                fault("break::unhinted[step=1]"));
        for (String wrong : List.of("", "step=1, with=\"--hint=3\"", "step=1, with=\"--hint\"",
                "step=1, answer=41")) {
            assertEquals(FORM, fault("break::less[" + wrong + "]"));
        }
    }
}
