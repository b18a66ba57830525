package checker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.MachineFailedException;
import checker.machine.MachineSpec;
import checker.machine.Place;
import checker.report.Advice;
import checker.report.CaseResult;
import checker.report.Cause;
import checker.report.Outcome;
import checker.report.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a case: each of the six outcomes, with its diagnosis, hints and evidence. */
class OutcomesTest {

    private static final Ending READY = new Ending.Reached("KernelReady", 0x1000, 0);
    private static final List<Place> PLACES =
            List.of(new Place(0, 0x10, "Spin+0x4", false, false));

    @TempDir private Path temporary;
    private long seed = 7;
    private boolean thorough;
    private boolean trace;
    private boolean firmwareStarts = true;
    private Selection selection = Selection.all();
    private ScriptedRoom room;

    private List<CaseResult> judge(Function<MachineSpec, ScriptedMachine> script,
            Class<?>... claims) {
        MachineLogs logs = new MachineLogs(temporary.resolve("log"));
        room = new ScriptedRoom(script, logs, firmwareStarts);
        CheckSettings settings = new CheckSettings(List.of(Architecture.values()), selection,
                seed, thorough, trace, Optional.empty());
        CheckSession session = new CheckSession(settings, room, logs, name -> "hunk of " + name,
                new CaseSink(List.of(claims)), Progress.SILENT);
        return new JUnitRun(session, List.of(claims)).run(2);
    }

    private List<CaseResult> judge(Ending ending, String serial, Class<?>... claims) {
        return judge(spec -> new ScriptedMachine(spec, ending, serial), claims);
    }

    private static CaseResult named(List<CaseResult> results, String selector) {
        return results.stream().filter(result -> result.id().selector().equals(selector))
                .findFirst().orElseThrow(() -> new AssertionError(selector + " in " + results));
    }

    private void assertEnds(Outcome outcome, Cause cause, String key, Ending ending,
            String serial) {
        CaseResult result = judge(ending, serial, SampleClaims.OwnMachineTest.class).get(0);
        assertEquals(outcome, result.outcome(), result.toString());
        assertEquals(cause, result.diagnosis().orElseThrow().cause());
        assertEquals(key, result.diagnosis().orElseThrow().key());
    }

    @Test
    void whereNothingWasRecordedTheTimelineSaysWhyAndTheVerdictStays() {
        trace = true;
        List<CaseResult> results = judge(READY, "hello\n", SampleClaims.CountsTest.class);
        CaseResult first = named(results, "Counts.everythingIsFine/pc-qboot-1cpu");

        assertEquals(Outcome.PASSED, first.outcome());
        assertEquals("the kernel has no symbols",
                first.evidence().timeline().orElseThrow().words());
        assertEquals(List.of(), results.stream().filter(CaseResult::passed)
                .filter(result -> result.id().machine().equals("pc-qboot-4cpus"))
                .flatMap(result -> result.evidence().timeline().stream()).toList(),
                "of cases that pass only the first machine");
    }

    @Test
    void aBehaviourIsJudgedOnEachMachineOfBothArchitectures() {
        List<CaseResult> results = judge(READY, "hello\n", SampleClaims.CountsTest.class);

        assertEquals(List.of(
                "Counts.everythingIsFine/pc-qboot-1cpu on x86-32",
                "Counts.everythingIsFine/pc-qboot-1cpu on x86-64",
                "Counts.theCPUCountIsRight/pc-qboot-1cpu on x86-32",
                "Counts.theCPUCountIsRight/pc-qboot-4cpus on x86-32",
                "Counts.theCPUCountIsRight/pc-qboot-1cpu on x86-64",
                "Counts.theCPUCountIsRight/pc-qboot-4cpus on x86-64"),
                results.stream().map(result -> result.id().toString()).toList());
        assertEquals(Outcome.PASSED, results.get(0).outcome());
        assertEquals("everything is fine", results.get(0).sentence());
        assertEquals("the plan's words", results.get(0).criterion());
    }

    @Test
    void aFailureSaysWhatWasExpectedAndFoundByName() {
        CaseResult result = named(judge(READY, "", SampleClaims.CountsTest.class),
                "Counts.theCPUCountIsRight/pc-qboot-4cpus");

        assertEquals(Outcome.FAILED, result.outcome());
        assertEquals("[Fact[key=expected, value=4], Fact[key=found, value=2], "
                + "Fact[key=QEMU has, value=4]]",
                result.diagnosis().orElseThrow().facts().toString());
        assertEquals("the CPU count is right", result.sentence());
    }

    @Test
    void hintsForTheDiagnosisComeBeforeThoseForAnything() {
        CaseResult result = named(judge(READY, "", SampleClaims.CountsTest.class),
                "Counts.theCPUCountIsRight/pc-qboot-4cpus");

        assertEquals(List.of("keyed", "any", "class where"),
                result.hints().stream().map(Advice::where).toList());
        assertEquals("hunk of Count", result.hints().get(1).hunk());
    }

    @Test
    void hintsForACauseAreShownForThatCauseOnly() {
        Ending reset = new Ending.Reset(true, PLACES);
        CaseResult result = named(judge(reset, "", SampleClaims.CountsTest.class),
                "Counts.theCPUCountIsRight/pc-qboot-1cpu");

        assertEquals(Outcome.CRASHED, result.outcome());
        assertEquals("reset", result.hints().get(0).where());
        assertTrue(result.hints().get(1).where().contains("CR2"), "the general one is second");
        assertEquals("any", result.hints().get(2).where());
    }

    @Test
    void aTripleFaultIsACrashAndShowsTheRegisters() {
        Ending reset = new Ending.Reset(true, PLACES);
        CaseResult result = judge(reset, "x", SampleClaims.OwnMachineTest.class).get(0);

        assertEquals(Outcome.CRASHED, result.outcome());
        assertEquals(Cause.RESET, result.diagnosis().orElseThrow().cause());
        assertTrue(result.diagnosis().orElseThrow().facts().toString().contains("CR2=dead"),
                result.toString());
        assertTrue(result.diagnosis().orElseThrow().facts().toString().contains("Spin+0x4"));
    }

    @Test
    void panicsAndExceptionsAreTwoCauses() {
        Ending panicked = new Ending.Panicked(3);
        assertEnds(Outcome.CRASHED, Cause.PANIC, "", panicked,
                "[    0.000001] PANIC memory: frame 1 freed twice\n");
        assertEnds(Outcome.CRASHED, Cause.EXCEPTION, "", panicked,
                "[    0.000001] PANIC exception: #PF page fault, error code 0x2\n");
    }

    @Test
    void aPanicNamesTheCPUAndTheMessage() {
        CaseResult result = judge(new Ending.Panicked(3),
                "[    0.000001] PANIC memory: frame 1 freed twice\n",
                SampleClaims.OwnMachineTest.class).get(0);

        assertEquals("CPU 3, memory: frame 1 freed twice",
                result.diagnosis().orElseThrow().summary());
    }

    @Test
    void standingStillIsATimeoutAndSaysInWhichWay() {
        List<String> keys = List.of("deadlocked", "idle", "livelocked", "stuck", "slow");
        for (Ending.NoProgress.Kind kind : Ending.NoProgress.Kind.values()) {
            Ending end = new Ending.NoProgress(kind, GuestDuration.ofSeconds(5), PLACES);
            assertEnds(Outcome.TIMED_OUT, Cause.NO_PROGRESS, keys.get(kind.ordinal()), end, "byte");
            assertEnds(Outcome.TIMED_OUT, Cause.NO_FIRST_BYTE, keys.get(kind.ordinal()), end, "");
        }
        assertEnds(Outcome.TIMED_OUT, Cause.NO_PROGRESS, "flood",
                new Ending.Flooded("serial line", 1 << 20), "byte");
    }

    @Test
    void aFirmwareThatStartsNoKernelIsNotTheKernelsFault() {
        firmwareStarts = false;
        Ending slow = new Ending.NoProgress(Ending.NoProgress.Kind.SLOW,
                GuestDuration.ofSeconds(5), PLACES);
        for (Ending ending : List.of(slow, new Ending.Reset(true, PLACES))) {
            for (Class<?> claim : List.of(SampleClaims.OwnMachineTest.class,
                    SampleClaims.CountsTest.class)) {
                CaseResult result = judge(ending, "", claim).get(0);
                assertEquals(Outcome.INTERNAL_ERROR, result.outcome());
                assertEquals(Optional.empty(), result.diagnosis());
                assertTrue(result.reason().startsWith(
                        "the firmware (qboot) did not start the kernel"), result.reason());
            }
        }
        assertEnds(Outcome.TIMED_OUT, Cause.NO_PROGRESS, "slow", slow, "the kernel was there");
    }

    @Test
    void aKernelThatQemuDiesOfIsToBlameEvenWhereTheMachineIsAskedAfterwards() {
        Ending broken = new Ending.EmulatorBroken("a deed", "assertion failed");
        assertEnds(Outcome.CRASHED, Cause.EMULATOR_BROKEN, "", broken, "x");
        Class<?> claim = SampleClaims.LooksAfterwardsTest.class;
        assertEquals(Outcome.CRASHED, judge(broken, "x", claim).get(0).outcome());
        firmwareStarts = false;
        assertEquals(Outcome.INTERNAL_ERROR, judge(broken, "x", claim).get(0).outcome());
    }

    @Test
    void aMachineThatBreaksWhileItIsLookedAtEndsItsOwnCase() {
        CaseResult result = judge(spec -> new ScriptedMachine(spec, READY, "x").breaking(),
                SampleClaims.LooksAfterwardsTest.class).get(0);
        assertEquals(Outcome.INTERNAL_ERROR, result.outcome(), result.id().selector());
    }

    @Test
    void endingByItselfIsACrash() {
        assertEnds(Outcome.CRASHED, Cause.RESET, "ended-by-itself", new Ending.PowerOff(), "x");
        assertEnds(Outcome.CRASHED, Cause.RESET, "ended-by-itself", new Ending.DebugExit(1), "x");
        assertEnds(Outcome.CRASHED, Cause.RESET, "reset", new Ending.Reset(false, PLACES), "x");
    }

    @Test
    void aMachineThatFailsIsNotTheKernelsFault() {
        CaseResult result = judge(spec -> {
            throw new MachineFailedException("QEMU died", null);
        }, SampleClaims.OwnMachineTest.class).get(0);

        assertEquals(Outcome.INTERNAL_ERROR, result.outcome());
        assertEquals("QEMU died", result.reason());
        assertEquals(Optional.empty(), result.diagnosis());
    }

    @Test
    void whatNobodyForesawIsTheCheckersFault() {
        List<CaseResult> results = judge(READY, "", SampleClaims.OddTest.class);

        CaseResult broken = named(results, "Odd.itIsBroken/pc-qboot-1cpu");
        assertEquals(Outcome.INTERNAL_ERROR, broken.outcome());
        assertTrue(broken.reason().contains("a bug of the check 7"), broken.reason());
        CaseResult tool = named(results, "Odd.itMissesATool/pc-qboot-1cpu");
        assertEquals(Outcome.INTERNAL_ERROR, tool.outcome());
        assertTrue(tool.reason().contains("doctor"), tool.reason());
        CaseResult symbol = named(results, "Odd.itMissesASymbol/pc-qboot-1cpu");
        assertEquals(Outcome.FAILED, symbol.outcome());
        assertEquals(Kernel.MISSING_SYMBOL, symbol.diagnosis().orElseThrow().key());
        CaseResult skipped = named(results, "Odd.itNeedsMore/pc-qboot-1cpu");
        assertEquals(Outcome.SKIPPED, skipped.outcome());
        assertTrue(skipped.reason().contains("this host has no x2APIC"), skipped.reason());
    }

    @Test
    void aClaimThatCannotBeginIsAnInternalErrorAndNotSilence() {
        List<CaseResult> results = judge(READY, "", SampleClaims.UnmakeableTest.class);

        assertEquals(1, results.size(), results.toString());
        assertEquals(Outcome.INTERNAL_ERROR, results.get(0).outcome());
        assertTrue(results.get(0).reason().contains("no machine can be drawn"));
    }

    @Test
    void everyMachineIsClosedAndLeavesALog() throws Exception {
        CaseResult result = judge(new Ending.Panicked(0), "the end\n",
                SampleClaims.OwnMachineTest.class).get(0);

        assertEquals(2, room.started().size());
        assertTrue(room.started().stream().allMatch(ScriptedMachine::closed));
        Path log = result.evidence().log().orElseThrow();
        assertEquals("the end\n", Files.readString(log));
        assertEquals(List.of("the end"), result.evidence().lastLines());
        Path state = log.resolveSibling(log.getFileName().toString().replace(".log", ".state"));
        assertTrue(Files.readString(state).contains("RAX=2a"), Files.readString(state));
    }

    @Test
    void aSeedDrawsTheSameMachinesAloneAndAmongOthers() {
        List<String> all = topologies();
        selection = Selection.of("Drawn.itHoldsOnDrawnMachines/drawn-2");
        List<String> alone = topologies();
        selection = Selection.all();
        seed = 8;

        assertEquals(6, all.size());
        assertEquals(List.of(all.get(1), all.get(4)), alone);
        assertNotEquals(all, topologies());
    }

    private List<String> topologies() {
        return judge(READY, "", SampleClaims.DrawnTest.class).stream()
                .filter(result -> result.id().method().equals("itHoldsOnDrawnMachines"))
                .map(CaseResult::machine).toList();
    }

    @Test
    void whatTakesLongIsJudgedOnlyThoroughly() {
        assertFalse(judge(READY, "", SampleClaims.DrawnTest.class).stream()
                .anyMatch(result -> result.id().method().equals("itTakesLong")));
        thorough = true;
        assertTrue(judge(READY, "", SampleClaims.DrawnTest.class).stream()
                .anyMatch(result -> result.id().method().equals("itTakesLong")));
    }
}
