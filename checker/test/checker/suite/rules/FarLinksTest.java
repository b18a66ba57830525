package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to other hosts, and the list of them. */
class FarLinksTest {

    @TempDir
    private Path folder;

    private List<String> breaches(String list, String text) throws IOException {
        Path links = Files.writeString(folder.resolve("links.txt"), list);
        Path lesson = Files.writeString(folder.resolve("lesson.adoc"), text);
        return FarLinks.breaches(folder, links, List.of(lesson)).stream()
                .map(Breach::toString).toList();
    }

    @Test
    void linksThatAreListedAreRight() throws IOException {
        assertEquals(List.of(), breaches("https://example.org\nhttps://example.org/a#b\n", """
                See https://example.org[one], (https://example.org/a#b), `http://quoted.example`.

                ----
                http://listing.example
                ----
                """));
    }

    @Test
    void aLinkThatIsNotListedIsABreach() throws IOException {
        assertEquals(List.of("lesson.adoc:2: https://example.org/new is not in links.txt",
                        "links.txt:1: no text links to https://example.org/old any longer"),
                breaches("https://example.org/old\n", "\nhttps://example.org/new[new]\n"));
    }

    @Test
    void theListIsSorted() throws IOException {
        assertEquals(List.of(
                        "links.txt:2: https://a.example belongs before https://b.example"),
                breaches("https://b.example\nhttps://a.example\n",
                        "https://a.example https://b.example\n"));
    }

    @Test
    void otherSchemesAndPrivateAddressesAreRefused() throws IOException {
        assertEquals(List.of("lesson.adoc:1: http://example.org: links are by https",
                        "lesson.adoc:2: https://intranet/x: this is no public address",
                        "lesson.adoc:3: https://me@example.org: this is no public address",
                        "lesson.adoc:4: https://example.org/%zz: Malformed escape pair"),
                breaches("", """
                        http://example.org
                        https://intranet/x
                        https://me@example.org
                        https://example.org/%zz
                        """));
    }
}
