package checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String shown(boolean onTerminal, boolean verbose, CaseResult... results) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        LiveProgress progress = new LiveProgress(out, new Layout(80), Palette.PLAIN, onTerminal,
                verbose);
        for (CaseResult result : results) {
            progress.planned(result.id());
            progress.started(result.id());
            progress.finished(result);
        }
        progress.behaviourFinished("all is well", Outcome.PASSED, 3);
        progress.end();
        progress.behaviourFinished("too late", Outcome.PASSED, 1);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void plainOutputHasALineForWhatFailedAndForWhatIsThrough() {
        assertEquals("x failed    every enabled processor is found (x86-64, pc)\n"
                + "+ passed    all is well (3 machines)\n",
                shown(false, false, Samples.passed(), Samples.failed("pc")));
    }

    @Test
    void aLongSentenceGoesOnBelowItsBeginning() {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new LiveProgress(out, new Layout(40), Palette.PLAIN, false, false)
                .behaviourFinished("a sentence of eleven plain words is too long here",
                        Outcome.PASSED, 2);

        assertEquals("+ passed    a sentence of eleven plain\n"
                + "            words is too long here (2\n"
                + "            machines)\n", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void failuresOfOneKindAreShownOnce() {
        List<String> lines = shown(false, false, Samples.crashed("a"), Samples.crashed("b"),
                Samples.failed("a"), Samples.failed("b")).lines().toList();

        assertEquals(3, lines.size(), lines.toString());
    }

    @Test
    void verboseOutputHasALineForEveryCase() {
        List<String> lines = shown(false, true, Samples.passed(), Samples.crashed("a"),
                Samples.crashed("b")).lines().toList();

        assertEquals(3, lines.size(), lines.toString());
    }

    @Test
    void aTerminalAlsoShowsHowFarItIsAndTakesItAwayAtTheEnd() {
        String shown = shown(true, false, Samples.passed(), Samples.failed("pc"));

        assertTrue(shown.contains("[1/1] "), shown);
        assertTrue(shown.contains("[2/2, 1 not passed] "), shown);
        assertTrue(shown.endsWith("\r\u001b[K"), shown);
        assertFalse(shown.contains("too late"));
    }
}
