package checker.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.CpuMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** How CPUs come up, from the instructions that they execute to what is drawn. */
class CpuStartsTest {

    private static final long ENTRY = 0x1000;
    private static final long BOOT_MAIN = 0x2000;
    private static final long MAIN = 0x3000;
    private static final long REPORTED = 0x3008;
    private static final long HALT = 0x4000;
    private static final long COUNTER = 0x5000;
    private static final long BEHIND = 0x5002;
    private static final long STUB = 0x9e000;
    private static final long COMMAND = 0xfee00300L;
    private static final int A_MICROSECOND = 1000;

    /** A machine on which an instruction takes a microsecond; CPU 2 has APIC id 4. */
    private static StartRecorder recorder(List<StartRecorder.Reading> readings) {
        return new StartRecorder(new Landmarks(ENTRY, BOOT_MAIN, MAIN,
                new Landmarks.Report(REPORTED, 2), Set.of(HALT), Map.of(BEHIND, COUNTER)), 0,
                List.of(0, 1, 4), readings, A_MICROSECOND);
    }

    private static StartRecorder recorder() {
        return recorder(List.of());
    }

    private static void execute(StartRecorder recorder, int cpu, CpuMode mode, long... addresses) {
        for (long address : addresses) {
            recorder.executes(cpu, address, mode);
        }
    }

    private static void send(StartRecorder recorder, int apicId, long command) {
        recorder.writes(0, COMMAND + 0x10, (long) apicId << 24);
        recorder.writes(0, COMMAND, command);
    }

    /** To C, 3 microseconds after the machine was switched on. */
    private static StartRecorder booted(List<StartRecorder.Reading> readings) {
        StartRecorder recorder = recorder(readings);
        execute(recorder, 0, CpuMode.REAL, 0xffff0);
        execute(recorder, 0, CpuMode.PROTECTED, ENTRY);
        execute(recorder, 0, CpuMode.LONG, BOOT_MAIN, 0x2001);
        return recorder;
    }

    /** CPU 1 comes all the way; CPU 2 is called and does not come. */
    private static StartRecorder sample() {
        StartRecorder recorder = booted(List.of());
        send(recorder, 1, 0x4500);
        send(recorder, 4, 0x4500);
        execute(recorder, 0, CpuMode.LONG, 0x2001, 0x2002);
        send(recorder, 1, 0x469e);
        send(recorder, 4, 0x469e);
        recorder.resets(1);
        execute(recorder, 1, CpuMode.REAL, STUB, STUB + 1);
        execute(recorder, 1, CpuMode.PROTECTED, STUB + 2);
        execute(recorder, 1, CpuMode.LONG, STUB + 3, MAIN, REPORTED, 0x3001, REPORTED, HALT);
        execute(recorder, 0, CpuMode.LONG, 0x2003);
        execute(recorder, 1, CpuMode.LONG, 0x6000, 0x3009, HALT, HALT);
        execute(recorder, 0, CpuMode.LONG, 0x2003, 0x2004);
        return recorder;
    }

    private static List<String> lines(StartRecorder recorder) {
        List<String> lines = recorder.starts("a machine", List.of()).picture("id", true);
        return lines.subList(1, lines.size());
    }

    @Test
    void aCpuIsFollowedFromTheMessagesToItsIdleLoop() {
        assertEquals(List.of(
                "0.003 CPU 0 sends an INIT to CPU 1 (APIC ID 1)",
                "0.003 CPU 0 sends an INIT to CPU 2 (APIC ID 4)",
                "0.005 CPU 0 sends a start-up message for page 9EH to CPU 1 (APIC ID 1)",
                "0.005 CPU 0 sends a start-up message for page 9EH to CPU 2 (APIC ID 4)",
                "0.006 CPU 1 real mode, 16 bits",
                "0.008 CPU 1 protected mode, 32 bits",
                "0.009 CPU 1 long mode, 64 bits",
                "0.010 CPU 1 in C",
                "0.013 CPU 1 online, awake",
                "0.015 CPU 1 halted, waits for an interrupt"),
                lines(sample()).subList(0, 10));
        assertEquals("1 of 2 other CPUs came to C; 2 INITs, 2 start-up messages; 0.0 to 0.0 ms",
                sample().starts("a machine", List.of()).summary());
    }

    @Test
    void anInstructionThatIsNotedTwiceIsNoSecondHalt() {
        StartLane lane = sample().starts("a machine", List.of()).lanes().get(1);
        assertEquals(List.of(CpuStage.ASLEEP, CpuStage.WAITING, CpuStage.REAL, CpuStage.PROTECTED,
                CpuStage.LONG, CpuStage.IN_C, CpuStage.ONLINE, CpuStage.HALTED, CpuStage.ONLINE,
                CpuStage.HALTED), lane.phases().stream().map(StartLane.Phase::stage).toList());
    }

    @Test
    void onlyTheKernelsMessagesCount() {
        StartRecorder recorder = recorder();
        execute(recorder, 0, CpuMode.REAL, 0xffff0);
        recorder.writes(0, COMMAND, 0xc4500); // the firmware's
        execute(recorder, 0, CpuMode.PROTECTED, ENTRY);
        send(recorder, 1, 0x8500); // INIT level de-assert
        send(recorder, 1, 0x4030); // an interrupt
        send(recorder, 1, 0x4400); // NMI
        recorder.writes(-1, COMMAND, 0x4500); // no CPU
        recorder.writes(0, 0xb2, 0x4500);

        CpuStarts starts = recorder.starts("a machine", List.of());
        assertTrue(starts.messages().isEmpty());
        assertTrue(starts.text().contains("No INIT and no start-up"));
    }

    @Test
    void shorthandsAndTheAddressOfAllNameTheirReceivers() {
        StartRecorder recorder = booted(List.of());
        send(recorder, 1, 0xc4500);
        send(recorder, 0xff, 0x4500);
        send(recorder, 9, 0x4608);
        send(recorder, 4, 0x44500);
        send(recorder, 1, 0x4d00); // a logical destination

        assertEquals(List.of(List.of(1, 2), List.of(0, 1, 2), List.of(), List.of(0), List.of()),
                recorder.starts("a machine", List.of()).messages().stream()
                        .map(StartMessage::receivers).toList());
    }

    @Test
    void whereAllAreHaltedTheClockJumps() {
        StartRecorder recorder = booted(List.of(new StartRecorder.Reading(0, BEHIND, 10_006_000)));
        execute(recorder, 0, CpuMode.LONG, HALT); // ends after 5 microseconds
        execute(recorder, 0, CpuMode.LONG, COUNTER, BEHIND); // at 5 and 6, plus 10,000
        CpuStarts starts = recorder.starts("a machine", List.of());

        List<StartLane.Phase> phases = starts.lanes().get(0).phases();
        StartLane.Phase halted = phases.get(phases.size() - 2);
        assertEquals(new StartLane.Phase(10_005_000, 10_005_000, CpuStage.HALTED)
                .stage(), halted.stage());
        assertEquals(10_005_000, phases.get(phases.size() - 1).start());
        assertEquals(10_007_000, phases.get(phases.size() - 1).end());
    }

    @Test
    void aReadingThatCannotBeIsLeftOut() {
        StartRecorder recorder = booted(List.of(new StartRecorder.Reading(0, BEHIND, 1),
                new StartRecorder.Reading(0, BEHIND, 900_000_000),
                new StartRecorder.Reading(1, BEHIND, 7_000)));
        for (int count = 0; count < 100; count++) {
            execute(recorder, 0, CpuMode.LONG, 0x2001 + count);
        }
        execute(recorder, 0, CpuMode.LONG, COUNTER, BEHIND);
        assertEquals(106_000, recorder.starts("a machine", List.of()).end());
    }

    @Test
    void thePageIsSoundAndHasAnArrowForEachReceiver() {
        CpuStarts starts = sample().starts("a </machine>", List.of());
        NodeList paths = Timelines.parse(starts.html("name")).getElementsByTagName("path");
        long heads = IntStream.range(0, paths.getLength()).mapToObj(index ->
                ((Element) paths.item(index)).getAttribute("d"))
                .filter(shape -> shape.matches("M[\\d.]+ \\d+ L.* Z")).count();

        assertEquals(4 * 2, heads, "in two pictures");
        assertTrue(starts.html("name").contains("How 3 CPUs came up"));
        assertTrue(starts.html("name").contains("a &lt;/machine&gt;"));
    }

    @Test
    void theTraceForPerfettoHasBothEndsOfEachArrow() {
        String json = sample().starts("a \"machine\"", List.of()).json();
        Object events = Timelines.parseJson(json).get("traceEvents");
        List<String> ends = new ArrayList<>();
        ((List<?>) events).forEach(event -> {
            Map<?, ?> fields = (Map<?, ?>) event;
            if (fields.containsKey("id")) {
                ends.add(fields.get("ph") + " " + fields.get("id") + " CPU "
                        + (((Number) fields.get("pid")).intValue() - 1));
            }
        });
        assertEquals(List.of("s 1 CPU 0", "f 1 CPU 1", "s 2 CPU 0", "f 2 CPU 2", "s 3 CPU 0",
                "f 3 CPU 1", "s 4 CPU 0", "f 4 CPU 2"), ends);
    }

    @Test
    void whatAKernelLacksIsSaid() {
        assertTrue(sample().starts("a machine", List.of("APMain", "StartSlots")).text()
                .contains("The kernel has no APMain, no StartSlots: what"));
    }

    @Test
    void aMachineThatExecutedNothingIsDrawn() {
        CpuStarts starts = recorder().starts("a machine", List.of());
        Timelines.parse(starts.html("name"));
        Timelines.parseJson(starts.json());
        assertTrue(starts.summary().startsWith("0 of 2 other CPUs came to C; 0 INITs"));
        assertTrue(starts.text().contains("never"));
    }
}
