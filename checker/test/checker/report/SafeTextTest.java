package checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertEquals("\\e[2J\\e]0;owned\\x07 \\x9b31m \\x08\\x7f \\r",
                SafeText.line("\u001b[2J\u001b]0;owned\u0007\t\u009b31m \b\u007f\t\r"));
        assertEquals("\\u{202e}\\u{1f600}\\xe9", SafeText.line("\u202e\ud83d\ude00\u00e9"));
    }

    @Test
    void anythingAtAllBecomesPrintableAscii() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        String serial = new String(noise, StandardCharsets.ISO_8859_1);

        for (String line : SafeText.lastLines(serial, 50)) {
            assertTrue(line.chars().allMatch(SafeText::isPlain), line);
            assertTrue(line.length() < 500, line);
        }
    }

    @Test
    void aLineWithoutAnEndIsCut() {
        String line = SafeText.line("x".repeat(10_000_000));

        assertEquals("x".repeat(400) + "... (9999600 more characters)", line);
        assertEquals(1, SafeText.lastLines("y".repeat(10_000_000), 8).size());
    }

    @Test
    void theLastLinesAreTheLastThatSaySomething() {
        assertEquals(List.of("c", "d"), SafeText.lastLines("a\r\nb\r\n\r\nc\r\nd", 2));
        assertEquals(List.of(), SafeText.lastLines("", 5));
        assertEquals(List.of("a"), SafeText.lastLines("a\n", 5));
    }
}
