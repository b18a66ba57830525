package checker.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static final int WIDTH = 80;

    private static String report(CheckResult result, int hintLevel, boolean verbose,
            Palette palette) {
        return String.join("\n", new TextReport(new Layout(WIDTH), palette, hintLevel, verbose,
                Samples.ROOT, one -> "./jbang check step-1 --only " + one.id().selector())
                .lines(result));
    }

    private static String report(CheckResult result) {
        return report(result, 1, false, Palette.PLAIN);
    }

    @Test
    void aPassIsOneLine() {
        assertEquals("\nstep-1 passed: 1 passed (seed 4711, 3.5 s)",
                report(Samples.check(Samples.passed())));
    }

    @Test
    void aFailureSaysAllThatAReaderNeeds() {
        assertEquals("""

                x failed  every enabled processor is found
                  criterion  boot log lists all detected CPUs with APIC IDs and selected BSP.
                  machine    x86-64, 4 CPUs, pc, qboot, deterministic (and 1 more case)
                  cause      wrong state: APIC ids of the processors found: not as expected
                  expected   0, 1, 2, 3
                  found      0, 1, 2
                             the MADT lists these enabled processors: 0, 1, 2, 3
                  hint       Where the loop over the entries ends: compare its bound with the
                             length.
                             (more: --hint=2)
                  the log ends
                    [    0.000001] INFO boot: ready
                  log        log/x86-64-pc-qboot-4cpus.log
                  again
                    ./jbang check step-1 --only EnabledProcessors.everyOneIsFound/pc-qboot-4cpus

                step-1 failed: 1 passed, 2 failed (seed 4711, 3.5 s)""",
                report(Samples.check(Samples.passed(), Samples.failed("pc-qboot-4cpus"),
                        Samples.failed("pc-qboot-8cpus"))));
    }

    @Test
    void aLongHeadlineGoesOnBelowItsBeginning() {
        List<String> lines = new TextReport(new Layout(40), Palette.PLAIN, 1, false,
                Samples.ROOT, one -> "").lines(Samples.check(Samples.failed("pc-qboot-4cpus")));

        assertEquals(List.of("x failed  every enabled processor is", "          found"),
                lines.subList(1, 3));
    }

    @Test
    void eachLevelOfAHintSaysMore() {
        CheckResult result = Samples.check(Samples.failed("pc-qboot-4cpus"));
        List<String> levels = List.of("compare its", "because the bound", "Go on while",
                "0001-cpu.patch: kernel/cpu/Discovery.c\n    @@ -1,2 +1,3 @@\n    +  for (;;) {}");

        for (int shown = 1; shown <= Advice.LEVELS; shown++) {
            String text = report(result, shown, false, Palette.PLAIN);
            for (int level = 1; level <= Advice.LEVELS; level++) {
                assertEquals(level <= shown, text.contains(levels.get(level - 1)),
                        "level " + level + " in --hint=" + shown + ":\n" + text);
            }
            assertEquals(shown < Advice.LEVELS, text.contains("--hint=" + (shown + 1)));
        }
    }

    @Test
    void theMostFundamentalCauseComesFirst() {
        String text = report(Samples.check(Samples.failed("a"), Samples.crashed("b")));

        assertTrue(text.indexOf("panic: CPU 0, memory") < text.indexOf("wrong state"), text);
        assertTrue(text.contains("  CPUs\n    CPU 0 at Panic\n      from FreeFrame+0x1c"), text);
        assertTrue(text.endsWith("step-1 crashed: 1 failed, 1 crashed (seed 4711, 3.5 s)"));
    }

    @Test
    void whatWasNotDecidedSaysWhy() {
        String text = report(Samples.check(Samples.passed(),
                Samples.undecided(Outcome.SKIPPED, "no KVM on this host"),
                Samples.undecided(Outcome.INTERNAL_ERROR, "QEMU died\nof its own")));

        assertEquals("""

                ! internal error
                  because    QEMU died
                             of its own

                - skipped
                  because    no KVM on this host

                step-1 internal error: 1 passed, 1 skipped, 1 internal error \
                (seed 4711, 3.5 s)""", text);
    }

    @Test
    void anInterruptedCheckHasNoVerdict() {
        String text = String.join("\n", new TextReport(new Layout(WIDTH), Palette.PLAIN, 1, false,
                Samples.ROOT, one -> "").linesOfInterrupted(Samples.check(Samples.passed())));

        assertEquals("\nstep-1 interrupted, no verdict: 1 passed (seed 4711, 3.5 s)", text);
    }

    @Test
    void coloursOnlyRepeatWhatWordsSay() {
        CheckResult result = Samples.check(Samples.passed(), Samples.failed("pc-qboot-4cpus"));
        String coloured = report(result, 1, false, Palette.COLOURED);

        assertTrue(coloured.contains("\u001b[1;31mx failed\u001b[0m"), coloured);
        assertEquals(report(result), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        assertFalse(report(result).contains("\u001b"));
    }

    @Test
    void noLineIsWiderThanThePageButTheCommandToCopy() {
        CheckResult result = Samples.check(Samples.failed("pc-qboot-4cpus"));
        for (String line : report(result, 3, false, Palette.PLAIN).lines()
                .filter(line -> !line.contains("./jbang")).toList()) {
            assertTrue(line.length() <= WIDTH, line);
        }
    }

    @Test
    void verboseShowsTheCommandLineOfTheMachine() {
        assertTrue(report(Samples.check(Samples.failed("a")), 1, true, Palette.PLAIN)
                .contains("qemu-system-x86_64 -smp 4"));
    }
}
