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

/** A book with all that it may have, and one with all that keeps it from being built. */
class BookTest {

    private static final String ALL_WELL = """
            = Answer
            :toc:
            :imagesdir: pictures

            == The quotes

            code::kernel/Answer.c[Answer, stage=0]

            code::kernel/Answer.c[Answer, stage=1]

            code::kernel/Answer.c[stage=0]

            patch::0001-answer.patch[step=1]

            patch::0001-answer.patch[step=1, function=Answer]

            run::check[step-1, stage=1, outcome=passed, with="--seed 7", expect="the answer;;is 42"]

            run::check[step-1, mistake=less, outcome=failed, with="--seed 7 --hint", expect="is 41"]

            [#places]
            == The places

            image::map.svg["The map of memory, from bottom to top",760]

            ----
            <a href="none.html"> id="none"
            ----

            See <<The quotes>>, <<places>>, link:../../book/index.adoc[the start],
            xref:lesson.adoc#places[here],
            link:../../kernel/Answer.c[the source] and https://example.org[another host].
            """;

    private static final String FAULTY = """
            = Answer

            code::kernel/Answer.c[Gone, stage=1]

            * A list
            +
            code::kernel/None.c[Answer, stage=1]

            code::kernel/Answer.c[Answer, stage=7]

            code::kernel/Answer.c[Answer]

            Term::
            +
            patch::0002-none.patch[step=1]

            patch::0001-answer.patch[step=1, function=Question]

            |===
            a| code::../book/index.adoc[stage=1]
            |===

            image::map.svg[]

            image::none.svg[A picture of what is not there at all]

            image::https://example.org/far.svg[A picture that another host is to send]

            video::https://example.org/film.mp4[]

            ----
            id="nowhere" href="none.html"
            ----

            See <<nowhere>> and link:../02-none/lesson.adoc[more], and {undefined}.

            link:../../book/index.adoc#missing[Anchor] of one, link:../../../../etc/hosts[a file].

            ==== A section of a level that is not due

            run::check[step-1, stage=0, outcome=failed, with="--seed 7", expect="is 42;;seed"]

            run::check[step-1, stage=0, outcome=passed, with="--seed 7", expect="is"]

            run::check[step-1, mistake=more, outcome=failed, with="--seed 7", expect="is"]

            run::check[step-1, stage=1, outcome=passed, expect="is"]

            code::kernel/Answer.c[Answer, stage=1, options="none"]
            """;

    private static final String RUN_FORM = "write run::check[step-N, stage=N or mistake=NAME,"
            + " outcome=OUTCOME, with=\"--seed N MORE\", expect=\"PATTERN;;PATTERN\"]";

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
    }

    private Book build() throws IOException {
        return Book.build(sample.repository(), SampleBook.OUTPUTS);
    }

    @Test
    void quotesLinksAndPicturesAreThoseOfTheirStages() throws IOException {
        sample.lesson(ALL_WELL);
        Book book = build();
        String page = sample.built("01-answer.html");
        String words = page.replaceAll("<[^>]*>", "");

        assertEquals(4, book.pages());
        assertTrue(words.contains("Answer in kernel/Answer.c, stage 0\n"), words);
        assertTrue(words.contains("// Tells all.\nint Answer(void) {\n    return 0;\n}\n"), words);
        assertTrue(words.contains("// Tells all.\nint Answer(void) {\n    return 42;\n}\n"), words);
        assertTrue(words.contains("int Question(void) { return 6 * 9; }"), words);
        assertTrue(words.contains("Since it &lt;is&gt;."), words);
        assertTrue(words.contains("-    return 0;\n+    return 42;"), words);
        assertTrue(words.contains("@@ line 1 @@"), words);
        assertTrue(words.contains("$ ./jbang check step-1 --seed 7\nstep-1 --seed 7\n"), words);
        assertTrue(words.contains("the answer\nis 41"), words);
        assertTrue(page.contains("src=\"pictures/01-answer/map.svg\""), page);
        assertTrue(sample.hasBuilt("pictures/01-answer/map.svg"));
        assertTrue(page.contains("<a href=\"files/kernel/Answer.c\""), page);
        assertTrue(sample.built("files/kernel/Answer.c").contains("return 42"));
        assertTrue(page.contains("<a href=\"#_the_quotes\">The quotes</a>"), page);
        assertTrue(page.contains("<a href=\"index.html\">the start</a>"), page);
        assertTrue(sample.built("index.html").contains("<a href=\"01-answer.html\">it</a>"));
        assertTrue(sample.hasBuilt("book.css"));
    }

    @Test
    void eachFaultIsNamedByFileAndLineAndTheBookBeforeStays() throws IOException {
        sample.lesson("= As it was\n");
        build();
        sample.lesson(FAULTY);
        BookFailedException thrown = assertThrows(BookFailedException.class, this::build);

        assertEquals(List.of(
                "3: kernel/Answer.c of stage 1 defines no Gone",
                "7: stage 1 has no kernel/None.c",
                "9: there is no stage 7 yet",
                "11: write code::kernel/FILE[NAME, stage=N]",
                "15: step 1 has no patch 0002-none.patch",
                "17: steps/01-answer/patches/0001-answer.patch changes no Question",
                "20: stage 1 has no ../book/index.adoc",
                "23: the picture needs a text that tells what it shows",
                "25: there is no steps/01-answer/pictures/none.svg",
                "27: the page would ask another host for it",
                "29: the page would ask another host for it",
                "35: skipping reference to missing attribute: undefined",
                "35: steps/01-answer/lesson.adoc has no section or anchor nowhere",
                "35: there is no steps/02-none/lesson.adoc",
                "37: book/index.adoc has no section or anchor missing",
                "37: there is no ../../../../etc/hosts",
                "39: section title out of sequence: expected level 1, got level 3",
                "41: the check no longer prints what is expected: is 42",
                "43: the check ended with exit code 10 instead of 0 (passed): step-1 --seed 7"
                        + " | the answer | is 0",
                "45: step 1 has no mistake more",
                "47: " + RUN_FORM,
                "49: write code::kernel/FILE[NAME, stage=N]"),
                thrown.problems().stream().map(Problem::toString)
                        .map(text -> text.replaceFirst("^steps/01-answer/lesson.adoc:", ""))
                        .toList());
        assertTrue(sample.built("01-answer.html").contains("<h1>As it was</h1>"));
    }

    @Test
    void theIndexNamesThePagesBesideTheLessons() throws IOException {
        build();
        assertTrue(sample.built("using.html").contains("rel=\"next\" href=\"01-answer.html\""));
        assertTrue(sample.built("words.html").contains("rel=\"prev\" href=\"01-answer.html\""));

        sample.write("book/index.adoc", "= Start\n:after-the-steps: words sounds\n");
        BookFailedException thrown = assertThrows(BookFailedException.class, this::build);
        assertEquals(List.of("book/index.adoc:2: there is no book/sounds.adoc",
                "book/using.adoc: book/index.adoc does not name this page"),
                thrown.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void aPageMayLieElsewhere() throws IOException {
        sample.write("slides/guide.adoc", "= Guide\n");
        sample.write("book/index.adoc", "= Start\n:after-the-steps: words using ../slides/guide\n");
        build();
        assertTrue(sample.built("guide.html").contains("rel=\"prev\" href=\"using.html\""));

        sample.write("book/index.adoc", "= Start\n:after-the-steps: words using ../slides/gone\n");
        BookFailedException thrown = assertThrows(BookFailedException.class, this::build);
        assertEquals(List.of("book/index.adoc:2: there is no slides/gone.adoc"),
                thrown.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void noPageAsksAnotherHostForAnything() throws IOException {
        sample.lesson("= Answer\n\n[source,c]\n----\nint A;\n----\n");
        build();
        for (String name : List.of("index.html", "01-answer.html")) {
            String page = sample.built(name);
            assertFalse(page.matches("(?s).*(//|url\\(|@import).*"), name);
            assertFalse(page.matches("(?s).*<script(?! src=\"[a-z-]+\\.js\"( defer)?></script>).*"),
                    name);
            assertFalse(page.matches("(?s).*\\son[a-z]+=.*"), name);
        }
        assertFalse(sample.built("book.css").matches("(?s).*(//|url\\(|@import).*"));
        for (String name : List.of("scheme.js", "book.js", "search-index.js")) {
            assertFalse(sample.built(name).matches(
                    "(?s).*(://|\\bfetch\\(|XMLHttpRequest|import\\(|EventSource|WebSocket).*"),
                    name);
        }
    }

    @Test
    void pagesLieInGroupsAndTheOneShownIsMarked() throws IOException {
        build();
        String side = sample.built("01-answer.html").replaceAll("(?s).*<nav class=\"side\"", "")
                .replaceAll("(?s)</nav>.*", "");

        assertEquals("Start here | How to use it | The steps | Answer | Reference | Words",
                side.replaceAll("(?s)^[^>]*>", "").replaceAll("<[^>]*>", " ").strip()
                        .replaceAll("\\s*\\n\\s*", " | ").replaceAll("( \\| )+", " | "));
        assertTrue(side.contains("<a href=\"01-answer.html\" aria-current=\"page\">"), side);
    }
}
