package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that go their own ways. */
class PictureRulesTest {

    private static final String PALETTE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 99" width="760" height="99" \
            role="img" aria-labelledby="t d">
              <title id="t">A map</title>
              <desc id="d">From the first byte to the last, each in its own place.</desc>
              <style>
                .box { fill: #f6f8fa }
              </style>
              <marker id="arrow" refX="9"><path class="box" d="M0"/></marker>
              <rect class="box"/><path marker-end="url(#arrow)"/>
            </svg>
            """;

    @TempDir
    private Path folder;

    private List<String> with(String old, String replacement) throws IOException {
        Path palette = Files.writeString(folder.resolve("palette.svg"), PALETTE);
        Path picture = Files.writeString(folder.resolve("a.svg"),
                PALETTE.replace(old, replacement));
        return PictureRules.breaches(folder, palette, List.of(palette, picture)).stream()
                .map(Breach::toString).toList();
    }

    @Test
    void aPictureOfThePaletteIsRight() throws IOException {
        assertEquals(List.of(), with("A map", "Another map"));
        assertEquals(List.of(), with("  <marker id=\"arrow\" refX=\"9\"><path class=\"box\""
                + " d=\"M0\"/></marker>\n  <rect class=\"box\"/><path"
                + " marker-end=\"url(#arrow)\"/>\n", ""));
    }

    @Test
    void aPictureWithoutADescriptionOrOfAnotherWidthIsRefused() throws IOException {
        List<String> head = List.of("a.svg:1: begins otherwise than the palette: width 760, role,"
                + " title, description of 40 characters");

        assertEquals(head, with("From the first byte to the last, each in its own place.", "Map"));
        assertEquals(head, with("width=\"760\"", "width=\"800\""));
        assertEquals(head, with(" role=\"img\"", ""));
    }

    @Test
    void ownColoursAndClassesAreRefused() throws IOException {
        assertEquals(List.of("a.svg:4: its style sheet is not that of the palette"),
                with("#f6f8fa", "#ff0000"));
        assertEquals(List.of("a.svg:7: its arrow is not that of the palette"),
                with("refX=\"9\"", "refX=\"8\""));
        assertEquals(List.of("a.svg:8: the palette has no class pink"),
                with("<rect class=\"box\"/>", "<rect class=\"box pink\"/>"));
        assertEquals(List.of("a.svg:8: colours and sizes are those of the palette's classes"),
                with("<rect class=\"box\"/>", "<rect fill=\"red\"/>"));
    }
}
