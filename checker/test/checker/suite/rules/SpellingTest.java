package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a word in a text, and what is said of words that are not known. */
class SpellingTest {

    private static final Set<String> KNOWN = Set.of("a", "and", "organise", "organize", "promise",
            "the", "The", "word", "behaviour");

    @TempDir
    private Path folder;

    private List<String> breaches(String list, String text) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), list);
        Path lesson = Files.writeString(folder.resolve("lesson.adoc"), text);
        return Spelling.breaches(folder, words, List.of(lesson), asked -> asked.stream()
                        .filter(word -> !KNOWN.contains(word)).collect(Collectors.toSet()))
                .stream().map(Breach::toString).toList();
    }

    private static List<String> words(String ending, String text) {
        return Prose.words(ending, text.lines().toList()).stream()
                .map(word -> word.line() + " " + word.text()).toList();
    }

    @Test
    void knownAndListedWordsAreRight() throws IOException {
        assertEquals(List.of(), breaches("APIC\nfutex\n",
                "The word and the APIC's behaviour.\nFutex `nonsense`\n"));
    }

    @Test
    void anUnknownWordIsNamedOnceWhereItStands() throws IOException {
        assertEquals(List.of("lesson.adoc:2: 'behavior' is in no dictionary",
                        "lesson.adoc:4: 'wrod' is in no dictionary"),
                breaches("", "a word\nthe behavior\n\nthe wrod and the wrod\n"));
    }

    @Test
    void wordsWithIzeAreWrittenSo() throws IOException {
        assertEquals(List.of("lesson.adoc:1: 'organise' is written 'organize' here"),
                breaches("", "organise a promise\n"));
    }

    @Test
    void theListIsSortedAndHasNoneThatNobodyUses() throws IOException {
        assertEquals(List.of("words.txt:2: 'APIC' belongs before 'futex'",
                        "words.txt:3: no text uses 'gone' any longer",
                        "words.txt:4: no text uses 'gone' any longer",
                        "words.txt:4: 'gone' belongs before 'gone'"),
                breaches("futex\nAPIC\ngone\ngone\n", "the futex and the APIC\n"));
    }

    @Test
    void listingsMacrosNamesAndAddressesAreNoProse() {
        assertEquals(List.of("1 Titel", "3 Prosa", "10 text", "11 ende", "12 zelle", "14 Bild",
                        "14 gut", "15 frage", "20 last"),
                words("adoc", """
                        = Titel
                        :toc: macro
                        Prosa `codea
                        codeb` x86_code 0x12 +`more`+ {attribute}
                        [source,c]
                        ----
                        listing
                        ----
                        code::kernel/smp/File.c[Name, stage=1]
                        link:../some/file.adoc[text] https://host.example/path <<anchor>>
                        <<anchor,ende>> FFH
                        | zelle <1>
                        |===
                        image::file.svg["Bild, gut",760]
                        break::mistake[step=1, question="frage", expect="pattern"]
                        // comment
                        ....
                        literal
                        ....
                        last
                        """));
    }

    @Test
    void markdownAndPicturesHaveWordsToo() {
        assertEquals(List.of("1 one", "1 two", "5 three"), words("md", """
                one `code` [two](https://example.org/path)
                ```
                listing
                ```
                three

                    make indented
                """));
        assertEquals(List.of("1 a", "1 map", "5 shown"), words("svg", """
                <svg><title id="t">a map KernelMain</title>
                <style>
                  text { fill: none }
                </style>
                <text class="mid">shown</text> <text class="mid smono">init=</text>
                </svg>
                """));
    }
}
