package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.quote.Definitions.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index has each name once, with the stage that introduces it, and leads to lessons. */
class KernelIndexTest {

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("kernel/Answer.h", """
                // Tells all, [at] `last` + more. And nothing else.
                int Answer(void);

                #define ANSWER 42  // as we know
                """);
        sample.write("kernel/arch/x86-32/Go.S", "    .globl Go\nGo:\n    ret\n");
        sample.write("kernel/arch/x86-64/Go.S", "    .globl Go\nGo:\n    ret\n");
        sample.write("kernel/user/main.c", "int main(void) { return 0; }\n");
    }

    @Test
    void eachNameIsThereOnceWithAllThatIsKnownOfIt() throws IOException {
        try (Stages stages = Stages.of(sample.repository())) {
            assertEquals(List.of(
                    new KernelIndex.Entry("ANSWER", Kind.MACRO, List.of("kernel/Answer.h"),
                            "as we know", 0),
                    new KernelIndex.Entry("Answer", Kind.FUNCTION, List.of("kernel/Answer.c"),
                            "Tells all, [at] `last` + more.", 0),
                    new KernelIndex.Entry("Go", Kind.LABEL,
                            List.of("kernel/arch/x86-32/Go.S", "kernel/arch/x86-64/Go.S"), "", 0),
                    new KernelIndex.Entry("Question", Kind.FUNCTION, List.of("kernel/Answer.c"),
                            "", 0),
                    new KernelIndex.Entry("Reply", Kind.FUNCTION, List.of("kernel/Reply.c"),
                            "", 1)),
                    new KernelIndex(stages).entries());
        }
    }

    @Test
    void anEntryLeadsToItsLessonAndItsQuote() throws IOException {
        sample.write("book/words.adoc", "= Words\n\ninclude::kernel-index[]\n");
        sample.lesson("""
                = Answer

                code::kernel/Reply.c[Reply, stage=1]

                code::kernel/Answer.c[Answer, stage=0]

                code::kernel/Answer.c[Answer, stage=1]
                """);
        Book.build(sample.repository(), SampleBook.OUTPUTS);
        String page = sample.built("words.html");

        assertTrue(sample.built("01-answer.html").contains("<div id=\"code-Reply\""));
        assertTrue(page.contains("<code class=\"whole\">kernel/Reply.c</code>, "
                + "<a href=\"01-answer.html#code-Reply\">step 1</a></p>"), page);
        assertTrue(page.contains("Tells all, [at] `last` + more.<br>\n"
                + "<code class=\"whole\">kernel/Answer.c</code>, step 0, shown in "
                + "<a href=\"01-answer.html#code-Answer\">step 1</a></p>"), page);
        assertTrue(page.contains("<a href=\"#names-A\">A</a>"), page);
        assertTrue(page.contains("<a id=\"name-Answer\"></a>"
                + "<code class=\"whole\">Answer()</code>"), page);
        assertEquals(1, sample.built("01-answer.html").split("id=\"code-Answer\"", -1).length - 1);
    }
}
