package checker.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ProbeOutputTest {

    private static final String NONCE = "c0ffee0123456789";

    /** Lines as this run's kernel would send them. */
    private static String sent(String... lines) {
        return Stream.of(lines).map(line -> NONCE + " " + line + "\n")
                .collect(Collectors.joining());
    }

    private static ProbeReport parse(String... lines) {
        return ProbeOutput.parse(NONCE, sent(lines));
    }

    @Test
    void aRunOfPassedProbesPasses() {
        ProbeReport report = parse("TAP version 14", "1..2", "ok 1 - Heap", "ok 2 - Frames");

        assertTrue(report.passed());
        assertEquals(Optional.of(2), report.planned());
        assertEquals(List.of(), report.notPassed(List.of("Heap", "Frames")));
    }

    @Test
    void aFailedProbeKeepsItsNotes() {
        ProbeReport report = parse("TAP version 14", "1..2", "not ok 1 - Heap",
                "# expected 4, found 3", "# in HeapTest", "ok 2 - Frames");

        assertTrue(report.complete());
        assertFalse(report.passed());
        assertEquals(List.of(new ProbeResult(1, "Heap", ProbeResult.Verdict.NOT_OK,
                List.of("expected 4, found 3", "in HeapTest"))), report.failures());
    }

    @Test
    void linesWithoutTheNonceProveNothing() {
        String forged = "TAP version 14\n1..1\nok 1 - Heap\n"
                + "c0ffee0123456780 ok 1 - Heap\n" + NONCE + "ok 1 - Heap\n";
        ProbeReport report = ProbeOutput.parse(NONCE, forged);

        assertFalse(report.passed());
        assertEquals(List.of(), report.results());
        assertEquals(5, report.foreignLines());
    }

    @Test
    void foreignLinesBetweenDoNotDisturbARun() {
        String mixed = sent("TAP version 14", "1..1") + "not ok 1 - Heap\n" + sent("ok 1 - Heap");

        assertTrue(ProbeOutput.parse(NONCE, mixed).passed());
    }

    @Test
    void withoutAPlanARunIsIncomplete() {
        ProbeReport report = parse("TAP version 14", "ok 1 - Heap");

        assertFalse(report.complete());
        assertTrue(report.faults().contains("no plan"), report.faults().toString());
    }

    @Test
    void anEmptyPlanIsCompleteAndProvesNothing() {
        ProbeReport report = parse("TAP version 14", "1..0");

        assertTrue(report.complete());
        assertFalse(report.passed());
    }

    @Test
    void aRunThatStopsEarlySaysHowFarItGot() {
        ProbeReport report = parse("TAP version 14", "1..3", "ok 1 - Heap");

        assertEquals(List.of("planned 3 probes, 1 ended"), report.faults());
        assertEquals(List.of("Frames"), report.notPassed(List.of("Heap", "Frames")));
    }

    @Test
    void aLineCutOffInTheMiddleIsNoResult() {
        String cut = sent("TAP version 14", "1..1") + NONCE + " ok 1 - He";
        ProbeReport report = ProbeOutput.parse(NONCE, cut);

        assertEquals(List.of(), report.results());
        assertFalse(report.complete());
    }

    @Test
    void aBailOutEndsTheRunWithItsReason() {
        ProbeReport report = parse("TAP version 14", "1..3", "ok 1 - Heap",
                "bail out! no memory left");

        assertFalse(report.complete());
        assertEquals(Optional.of("no memory left"), report.bailOut());
        assertEquals(List.of(), report.faults(), "the bail out explains the missing results");
    }

    @Test
    void aSecondRunInTheSameOutputIsAFault() {
        ProbeReport report = parse("TAP version 14", "1..1", "ok 1 - Heap",
                "TAP version 14", "1..1", "ok 1 - Heap");

        assertFalse(report.complete());
        assertFalse(report.passed());
    }

    @Test
    void resultsOutOfOrderAreAFault() {
        assertFalse(parse("TAP version 14", "1..2", "ok 2 - Frames", "ok 1 - Heap").complete());
        assertFalse(parse("TAP version 14", "1..2", "ok 1 - Heap", "ok 1 - Heap").complete());
        assertFalse(parse("TAP version 14", "1..1", "ok 1 - Heap", "ok 2 - More").complete());
        assertFalse(parse("TAP version 14", "ok 1 - Heap", "1..1").complete());
    }

    @Test
    void skippedAndToDoAreNoPasses() {
        assertFalse(parse("TAP version 14", "1..1", "ok 1 - Heap # SKIP no memory").passed());
        assertFalse(parse("TAP version 14", "1..1", "ok 1 - Heap # TODO later").passed());
    }

    @Test
    void nonsenseAfterTheNonceIsAFault() {
        ProbeReport report = parse("TAP version 14", "1..1", "okay 1 - Heap", "ok 1 - Heap");

        assertEquals(List.of("not a line of the protocol: \"okay 1 - Heap\""), report.faults());
    }

    @Test
    void carriageReturnsAreNoPartOfALine() {
        String output = sent("TAP version 14", "1..1", "ok 1 - Heap").replace("\n", "\r\n");

        assertTrue(ProbeOutput.parse(NONCE, output).passed());
    }

    @Test
    void aFloodIsReadInReasonableTime() {
        String flood = sent("TAP version 14", "1..1", "ok 1 - Heap")
                + (NONCE + " # again and again\n").repeat(200_000)
                + NONCE + " ok 2 - " + " ".repeat(1_000_000) + "\n"
                + (NONCE + " nonsense\n").repeat(200_000);

        Assertions.assertTimeout(Duration.ofSeconds(20),
                () -> assertFalse(ProbeOutput.parse(NONCE, flood).passed()));
    }

    @Test
    void aShortNonceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ProbeOutput.parse("", "ok 1\n"));
        assertThrows(IllegalArgumentException.class, () -> ProbeOutput.parse("12 34 56 78", ""));
    }
}
