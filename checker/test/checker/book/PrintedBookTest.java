package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jruby.embed.LocalContextScope;
import org.jruby.embed.ScriptingContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book as one PDF, read by pdf-reader, which comes with asciidoctor-pdf. */
class PrintedBookTest {

    private static final String LESSON = """
            = Answer

            == The question

            See <<The end>>, xref:lesson.adoc#_the_question[here], link:../../book/words.adoc[words]
            and link:../../kernel/Answer.c[the source].

            image::map.svg["The map of memory, from bottom to top",760]

            patch::0001-answer.patch[step=1]

            break::less[step=1]

            break::less[step=1, question="And then?"]

            == The end

            It → ends.
            """;

    /** Prints each page's words, an empty line after each; then all the outline's titles. */
    private static final String READER = """
            require 'pdf-reader'
            reader = PDF::Reader.new path
            titles = reader.objects.values.filter_map {|it| it[:Title] if Hash === it && it[:Dest] }
            (reader.pages.map {|page| page.text.gsub(/\\s+/, ' ').strip } << titles.map {|it|
              it.b.delete_prefix("\\xFE\\xFF".b).force_encoding('UTF-16BE').encode('UTF-8')
            }.join('|')).to_java
            """;

    @TempDir private Path folder;

    private List<String> read(Path pdf) {
        ScriptingContainer ruby = new ScriptingContainer(LocalContextScope.SINGLETHREAD);
        try {
            ruby.put("path", pdf.toString());
            Object[] texts = (Object[]) ruby.runScriptlet(READER);
            return List.of(texts).stream().map(String::valueOf).toList();
        } finally {
            ruby.terminate();
        }
    }

    @Test
    void itHasAllPagesInTheirOrder() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson(LESSON);
        Book.build(sample.repository(), SampleBook.OUTPUTS, true);
        Path pdf = folder.resolve("build/book").resolve(PrintedBook.NAME);
        List<String> pages = read(pdf);
        String all = String.join("\n", pages);

        assertTrue(sample.built("index.html").contains("<a href=\"" + PrintedBook.NAME), "link");
        assertTrue(pages.get(0).contains("Eleven Steps to SMP"), all);
        assertTrue(pages.get(1).matches("Contents Start here .* 1 How to use it .* 2 Answer .* 3"
                + " The question .* 3 The end.* \\d What the checks say .* \\d Words.* \\d"), all);
        assertTrue(pages.get(4).contains(
                "The question See The end, here, words and the source. 3"), all);
        assertTrue(all.contains("+ return 42;"), all);
        assertTrue(all.contains("It → ends."), all);
        int question = all.indexOf("What will you see? The answer is at the end of the chapter.");
        int answer = all.indexOf("the answer is 41");
        assertTrue(question > 0 && question < answer, all);
        assertTrue(pages.get(pages.size() - 1).endsWith("|Answer|The question|The end|What the"
                + " checks say|Words"), all);
    }

    @Test
    void whatNoFontHasFailsIt() throws IOException {
        SampleBook sample = SampleBook.in(folder);
        sample.lesson("= Answer\n\nA crab: \uD83E\uDD80.\n\nimage::map.svg[A map of what there is"
                + " in the memory]\n");
        sample.write("steps/01-answer/pictures/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " viewBox=\"0 0 9 9\"><style>text { font: 9px system-ui }</style>"
                + "<text x=\"1\" y=\"1\">\uD83E\uDD80</text></svg>");
        List<String> problems = assertThrows(BookFailedException.class,
                () -> Book.build(sample.repository(), SampleBook.OUTPUTS, true))
                .problems().stream().map(Problem::toString).toList();

        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("Could not locate the character `\uD83E\uDD80'"),
                problems.toString());
        assertTrue(problems.get(1).contains("map.svg: the font has no \uD83E\uDD80"),
                problems.toString());
        assertFalse(sample.hasBuilt(PrintedBook.NAME));
    }
}
