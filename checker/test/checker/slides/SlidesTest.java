package checker.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.book.BookFailedException;
import checker.book.Problem;
import checker.book.SampleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deck with all that it may have, and one with all that keeps it from being built. */
class SlidesTest {

    private static final String LAB = """

            [.lab,minutes=1]
            == Lab: answer

            Goal:: the answer
            Command:: `./jbang check step-1`
            Done when:: it is 42
            Begin with:: `Answer.c`

            [.notes]
            --
            Half an hour.
            --
            """;

    private static final String ALL_WELL = """
            = Step 1: Answer
            :minutes: 6

            [.lead]
            What is it?

            [.question,minutes=2]
            == The question

            [%step]
            * one
            * two

            See <<_lab_answer>> and link:../steps/01-answer/lesson.adoc[the lesson].

            [.notes]
            --
            Ask. code::kernel/Answer.c[Answer, stage=0]
            --

            [minutes=3]
            == The code

            code::kernel/Answer.c[Answer, stage=1, lines="int .. }", steps="int;;return .. }"]

            diagram::map.svg[steps="low;;high top"]

            .Guess
            [%collapsible]
            ====
            run::check[step-1, mistake=less, outcome=failed, with="--seed 7", expect="is 41"]
            ====

            [.notes]
            Say it. See link:01-answer.adoc#_the_question[before].
            """ + LAB;

    private static final String FAULTY = """
            = Step 1: Answer

            == No time

            code::kernel/Answer.c[Gone, stage=1]

            [.notes]
            --
            See <<nowhere>> and link:../none.adoc[nothing].
            --

            [minutes=1]
            == No notes

            image::plain.svg[]

            run::check[step-1, stage=0, outcome=failed, with="--seed 7", expect="is 42"]

            [minutes=1]
            == Too much

            code::kernel/Long.c[stage=1]

            code::kernel/Answer.c[Answer, stage=1, lines="int Question"]

            code::kernel/Answer.c[Answer, stage=1, steps="return 43"]

            patch::0001-answer.patch[step=1, lines="Answer", with="more"]

            [.notes]
            Notes.

            [minutes=1]
            == No pictures

            diagram::none.svg[]

            diagram::mute.svg[]

            diagram::map.svg[steps="low;;none"]

            [.notes]
            Notes.

            === Below

            [.lab,minutes=1]
            == Lab

            Goal:: more

            [.notes]
            Notes.

            [minutes=1]
            == After the lab

            [.notes]
            Notes.
            """;

    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"
                role="img" aria-labelledby="t d">
              <title id="t">Memory</title>
              <desc id="d">From bottom to top: the kernel, then all else.</desc>
              <style>
                text, .a { fill: red }
                @media (prefers-color-scheme: dark) { text { fill: blue } .b { fill: red } }
              </style>
              <g id="low"><text class="b">low</text></g>
              <g class="b" id="high"><path marker-end="url(#arrow)"/></g><g id="top"/>
            </svg>
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("steps/01-answer/pictures/map.svg", PICTURE);
        sample.write("slides/01-answer.adoc", ALL_WELL);
        sample.write("slides/teachers-guide.adoc",
                "= The guide\n\nShow link:01-answer.adoc#_the_code[the code].\n");
    }

    private Slides build() throws IOException {
        return Slides.build(sample.repository(), SampleBook.OUTPUTS, Optional.empty());
    }

    private List<String> faults() {
        return assertThrows(BookFailedException.class, this::build).problems().stream()
                .map(Problem::toString).toList();
    }

    private String built(String name) throws IOException {
        return Files.readString(sample.repository().build().resolve("slides").resolve(name));
    }

    private void assertHas(String page, String... texts) {
        for (String text : texts) {
            assertTrue(page.contains(text), () -> "no " + text + " in " + page);
        }
    }

    @Test
    void aDeckIsBuiltWithAllThatItMayHave() throws IOException {
        Slides slides = build(); // once for all: it starts Ruby
        assertSlidesNotesAndTimes(slides);
        assertQuotesAreShortenedAndLitUp();
        assertPartsOfAPictureComeOneAfterTheOther();
        assertNoPageAsksAnotherHostForAnything();
    }

    private void assertSlidesNotesAndTimes(Slides slides) throws IOException {
        String deck = built("01-answer.html");

        assertEquals(4, slides.count());
        assertEquals(Duration.ofMinutes(6), slides.decks().get(0).time());
        assertHas(deck, "<h1>Step 1: Answer</h1>", "What is it?",
                "<section id=\"_the_question\" class=\"question\" data-timing=\"120\">",
                "<li class=\"fragment\">", "<aside class=\"notes\">",
                "<a href=\"#/_lab_answer\">Lab: answer</a>",
                "<a href=\"../book/01-answer.html\">the lesson</a>");
        assertHas(built("01-answer-notes.html"), "<p class=\"when\">2:00, 3 min</p>",
                "<a href=\"01-answer.html#/_the_question\">before</a>",
                "<a href=\"01-answer.html#/_the_code\">The code</a>");
        assertHas(built("teachers-guide.html"), "<a href=\"01-answer.html#/_the_code\">");
        assertHas(built("index.html"), "<a href=\"teachers-guide.html\">The guide</a>",
                "<a href=\"01-answer.html\">Step 1: Answer</a>", "4 slides, 6 minutes");
    }

    private void assertQuotesAreShortenedAndLitUp() throws IOException {
        String deck = built("01-answer.html").replaceAll("<span class=\"\\w{1,2}\">", "<i>");

        assertHas(deck, "<span class=\"line\" data-lit=\"\"><span class=\"err\">⋯</span>\n</span>",
                "data-lit=\"1\">", "data-lit=\"2\">",
                "<span class=\"fragment turn\"></span><span class=\"fragment turn\"></span></code>",
                "<details>", "is 41");
        assertFalse(deck.contains("Tells all."), deck);
    }

    private void assertPartsOfAPictureComeOneAfterTheOther() throws IOException {
        assertHas(built("01-answer.html"),
                "<g data-fragment-index=\"0\" class=\"fragment\" id=\"picture-1-low\">",
                "<g data-fragment-index=\"1\" class=\"fragment b\" id=\"picture-1-high\">",
                "<g data-fragment-index=\"1\" class=\"fragment\" id=\"picture-1-top\"/>",
                "url(#picture-1-arrow)", "aria-labelledby=\"picture-1-t picture-1-d\"",
                "#picture-1 text, #picture-1 .a {",
                "@media (prefers-color-scheme: dark) { #picture-1 text {", "#picture-1 .b {");
    }

    private void assertNoPageAsksAnotherHostForAnything() throws IOException {
        for (String name : List.of("index.html", "01-answer.html", "01-answer-notes.html",
                "teachers-guide.html", "deck.css", "colours.css", "pages.css", "deck.js")) {
            assertFalse(built(name).replace("http://www.w3.org/2000/svg", "")
                    .matches("(?s).*(https?:|=\"//|@import|url\\((?!#)).*"), name);
        }
    }

    @Test
    void eachFaultIsNamedByFileAndLineAndTheDecksBeforeStay() throws IOException {
        build();
        sample.write("kernel/Long.c", "int A;\n".repeat(15) + "// " + "-".repeat(90) + "\n");
        sample.write("steps/01-answer/pictures/plain.svg", PICTURE);
        sample.write("steps/01-answer/pictures/mute.svg", "<svg><title>Mute</title></svg>\n");
        sample.write("slides/01-answer.adoc", FAULTY);

        assertEquals(List.of(
                "1: say how long the lesson is: :minutes: 45",
                "3: say how long it is talked about: [minutes=2]",
                "5: kernel/Answer.c of stage 1 defines no Gone",
                "9: slides/01-answer.adoc has no section or anchor nowhere",
                "9: there is no none.adoc",
                "13: the slide has no notes: a block [.notes]",
                "15: the picture needs a text that tells what it shows",
                "17: the check no longer prints what is expected: is 42",
                "22: the slide has 16 lines of code, 14 fit: show some of them with lines=",
                "22: the slide has a line of 93 columns of code, 83 fit",
                "24: no line of the quote has int Question",
                "26: no line of the quote has return 43",
                "28: write patch::FILE[step=N]",
                "36: there is no picture none.svg",
                "38: the picture needs a title and a desc that tells what it shows, and"
                        + " aria-labelledby with the ids of both",
                "40: map.svg has nothing with the id none",
                "45: a deck is flat: slides have no sections",
                "48: the lab needs the terms Goal::, Command::, Done when::, Begin with::",
                "56: the last slide has to be the lab: [.lab]",
                "slides/teachers-guide.adoc:3: slides/01-answer.adoc has no section or anchor"
                        + " _the_code"),
                faults().stream().map(fault -> fault.replaceFirst("^slides/01-answer.adoc:", ""))
                        .toList());
        assertHas(built("01-answer.html"), "What is it?");
    }

    @Test
    void theTimesOfTheSlidesAddUp() throws IOException {
        sample.write("slides/01-answer.adoc", ALL_WELL.replace(":minutes: 6", ":minutes: 45"));

        assertEquals(List.of("slides/01-answer.adoc:1: the slides take 6 minutes, the lesson 45"),
                faults());
    }

    @Test
    void eachStepHasADeckAndEachDeckAStep() throws IOException {
        Files.delete(sample.repository().root().resolve("slides/teachers-guide.adoc"));
        sample.write("steps/02-more/lesson.adoc", "= More\n");
        sample.write("slides/03-none.adoc", "= None\n");

        assertEquals(List.of(
                "slides/02-more.adoc: there is no such file: each step has a deck, and teachers"
                        + " a guide",
                "slides/03-none.adoc: there is no step of this name",
                "slides/teachers-guide.adoc: there is no such file: each step has a deck, and"
                        + " teachers a guide"),
                faults());
    }
}
