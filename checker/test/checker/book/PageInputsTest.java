package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page's name changes with what it is made from, and with nothing else. */
class PageInputsTest {

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.lesson("= Answer\n\nimage::map.svg[A map of all that there is]\n");
    }

    private String key(String page) throws IOException {
        Contents contents = Contents.of(sample.repository());
        Contents.Source source = contents.sources().stream()
                .filter(each -> each.page().equals(page)).findFirst().orElseThrow();
        return new PageInputs(sample.repository(), contents).key(source);
    }

    private void assertChanges(String page, String file, String text) throws IOException {
        String before = key(page);
        sample.write(file, text);
        assertNotEquals(before, key(page), file);
    }

    private void assertStays(String page, String file, String text) throws IOException {
        String before = key(page);
        sample.write(file, text);
        assertEquals(before, key(page), file);
    }

    @Test
    void aWordIsOfItsOwnPageOnly() throws IOException {
        assertStays("using.html", "book/words.adoc", "= Other words\n");
        assertStays("using.html", "steps/01-answer/lesson.adoc", "= Another answer\n");
        assertChanges("using.html", "book/using.adoc", "= How to use this\n");
    }

    @Test
    void aPictureIsOfThePagesThatNameIt() throws IOException {
        assertChanges("01-answer.html", "steps/01-answer/pictures/map.svg", "<svg></svg>");
        assertStays("01-answer.html", "steps/01-answer/pictures/other.svg", "<svg/>");
        assertStays("words.html", "steps/01-answer/pictures/map.svg", "<svg> </svg>");
    }

    @Test
    void theKernelItsPatchesAndWhatConvertsAreOfAll() throws IOException {
        assertChanges("words.html", "kernel/Answer.c", "int Answer(void) { return 43; }\n");
        assertChanges("words.html", "steps/01-answer/patches/0002-more.patch", "From");
        assertChanges("words.html", "steps/01-answer/mistakes/less.patch", "From");
        assertChanges("words.html", "checker/book/checker/book/Page.java", "class Page {}");
        assertChanges("words.html", "checker/slides/pages.rb", "# Ruby");
        assertChanges("words.html", "checker/bookdeps.java", "interface bookdeps {}");
    }

    @Test
    void theCheckerIsOfPagesThatShowWhatItDoes() throws IOException {
        assertStays("01-answer.html", "checker/src/checker/junit/Judge.java", "class Judge {}");
        sample.lesson("= Answer\n\nrun::check[step-1]\n");
        assertChanges("01-answer.html", "checker/src/checker/junit/Judge.java", "class Judge { }");
        sample.lesson("= Answer\n\nunheard::of[it]\n");
        assertChanges("01-answer.html", "checker/probes/Probe.c", "int Probe;\n");
        sample.lesson("= Answer\n\n[typed, stage=1]\n----\nls\n----\n");
        assertChanges("01-answer.html", "checker/probes/Probe.c", "int Probe = 1;\n");
        assertStays("01-answer.html", "checker/test/checker/JudgeTest.java", "class JudgeTest {}");
        sample.lesson("= Answer\n\n[source,c]\n----\nint A[1];\n----\n\n"
                + "[cols=\"1,2\"]\n|===\n|===\n");
        assertStays("01-answer.html", "checker/probes/Probe.c", "int Probe = 2;\n");
    }

    @Test
    void costsAreOfThePagesWithTheirTables() throws IOException {
        assertStays("01-answer.html", "checker/benchmarks/costs.csv", "# a\n");
        sample.lesson("= Answer\n\nbench::costs[rows=fork, expect=fork]\n");
        assertChanges("01-answer.html", "checker/benchmarks/costs.csv", "# b\n");
        assertChanges("01-answer.html", "checker/benchmarks/starts.csv", "# c\n");
        assertChanges("01-answer.html", "checker/src/checker/bench/Point.java", "class Point {}");
        assertStays("01-answer.html", "checker/probes/Probe.c", "int Probe;\n");
    }

    @Test
    void whatIsIncludedIsPartOfTheSource() throws IOException {
        sample.write("book/words.adoc", "= Words\n\ninclude::more.txt[]\n");
        assertChanges("words.html", "book/more.txt", "include::using.adoc[]\n");
        assertChanges("words.html", "book/using.adoc", "include::words.adoc[]\n");
        sample.write("book/words.adoc", "= Words\n\ninclude::{more}.txt[]\n");
        assertNotEquals(key("words.html"), key("words.html"));
    }

    @Test
    void anExampleIsOfAllPages() throws IOException {
        assertChanges("words.html", "steps/01-answer/examples/try.c", "PROBE(Try)\n");
    }

    @Test
    void theIndexOfFunctionsChangesWithTheQuotesItLeadsTo() throws IOException {
        sample.write("book/words.adoc", "= Words\n\ninclude::kernel-index[]\n");
        assertChanges("words.html", "steps/01-answer/lesson.adoc",
                "= Answer\n\ncode::kernel/Answer.c[Answer, stage=1]\n");
        assertStays("words.html", "steps/01-answer/lesson.adoc",
                "= An answer\n\ncode::kernel/Answer.c[Answer, stage=1]\n");
    }
}
