package checker.gdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.gdb.GdbClient.Trap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against stubs that follow a script, good and bad ones. */
class GdbClientTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScriptedStub stub = new ScriptedStub();

    @AfterEach
    void close() throws IOException {
        stub.close();
    }

    @Test
    void memoryIsReadInPiecesOfTheSelectedCpu() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Hgp1.2", "OK").answer("m1000,800", "ab".repeat(2048)).answer("m1800,1", "cd");

        byte[] bytes = client.read(1, 0x1000, 2049).orElseThrow();

        assertEquals((byte) 0xab, bytes[2047]);
        assertEquals((byte) 0xcd, bytes[2048]);
    }

    @Test
    void muchIsWrittenInPiecesThatAPacketHolds() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Hgp1.1", "OK").answer("M1000,400:" + "00".repeat(1024), "OK")
                .answer("M1400,1:00", "OK");

        assertTrue(client.write(0, 0x1000, new byte[1025]));
    }

    @Test
    void whatALinePrintsThatShouldPrintNothingIsAFailure() throws Exception {
        GdbClient client = stub.connect();
        stub.answerAll(List.of("qRcmd,6d6365", "Hgp1.1", "m0,1"), "O6e6f", "OK", "OK", "00");

        client.monitor().tell("mce");

        GdbException failure = assertThrows(GdbException.class, () -> client.read(0, 0, 1));
        assertTrue(failure.getMessage().contains("'no' to monitor mce"), failure.getMessage());
    }

    @Test
    void aMonitorLineIsAnsweredInPieces() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,696e666f", "+$O610d0a#" + ScriptedStub.sum("O610d0a")
                + "$O62#" + ScriptedStub.sum("O62") + "$OK#9a");

        assertEquals("a\nb", client.monitor().answer("info"));
    }

    @Test
    void aStubWithoutAMonitorIsAFailure() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("qRcmd,78", "").answer("qRcmd,78", "E22");

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void repeatedCharactersAreRepeated() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Hgp1.1", "OK").answer("m0,3", "0* ff"); // '0' and three more

        assertArrayEquals(new byte[] {0, 0, (byte) 0xff}, client.read(0, 0, 3).orElseThrow());
    }

    @Test
    void unmappedMemoryIsNoError() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Hgp1.1", "OK").answer("m0,1", "E14");

        assertEquals(Optional.empty(), client.read(0, 0, 1));
    }

    @Test
    void onlyBreakpointsThatChangeAreSent() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Z1,10,1", "OK").answer("z1,10,1", "OK").answer("Z1,20,1", "OK")
                .answer("vCont;c", "T05thread:p01.01;");

        client.breakAt(Set.of(0x10L));
        client.breakAt(Set.of(0x10L));
        client.breakAt(Set.of(0x20L));
        client.runAll();

        assertTrue(client.awaitStop(ScriptedStub.PATIENCE).isPresent());
    }

    @Test
    void whatIsSetGoesAlongWithTheNextQuestion() throws Exception {
        GdbClient client = stub.connect();
        stub.answerAll(List.of("Z2,10,4", "Qqemu.PhyMemMode:1", "Hgp1.1", "m0,1"),
                "OK", "OK", "OK", "7f");

        client.set(Trap.WRITE, 0x10, 4);
        client.usePhysicalAddresses(true);

        assertArrayEquals(new byte[] {0x7f}, client.read(0, 0, 1).orElseThrow());
    }

    @Test
    void whatIsRefusedIsNamedByTheNextQuestion() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Z2,10,4", "E22").answer("vCont;c", "T05thread:p01.01;");
        client.set(Trap.WRITE, 0x10, 4);
        client.runAll();

        GdbException failure =
                assertThrows(GdbException.class, () -> client.awaitStop(ScriptedStub.PATIENCE));
        assertTrue(failure.getMessage().contains("Z2,10,4"), failure.getMessage());
    }

    @Test
    void linesAboutCpusComeInOneGo() throws Exception {
        GdbClient client = stub.connect();
        stub.answerAll(List.of("qRcmd,6370752030", "qRcmd,78", "qRcmd,6370752031", "qRcmd,78"),
                "OK", "O61", "OK", "OK", "O62", "OK");

        assertEquals(List.of("a", "b"), client.monitor().answerOfEach(List.of(0, 1), "x"));
    }

    @Test
    void aCpuThatTheMonitorDoesNotHaveIsNoAnswer() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("qRcmd,6370752037", "O6e6f").answerRaw("qRcmd,78", "$OK#9a+$OK#9a");

        assertThrows(GdbException.class, () -> client.monitor().answer(7, "x"));
    }

    @Test
    void aDamagedPacketIsAskedForAgain() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "+$OK#00").onByte('-', "$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aDamagedPacketOfSeveralIsAFailure() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Z1,10,1", "OK").answerRaw("qRcmd,78", "+$OK#00");
        client.set(Trap.BREAKPOINT, 0x10, 1);

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void aPacketThatTheStubRefusesIsSentAgain() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "-").answer("qRcmd,78", "OK");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aStopThatNobodyAskedForIsNoAnswer() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "+$T02thread:p01.01;#"
                + ScriptedStub.sum("T02thread:p01.01;") + "$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void garbageBeforeAPacketIsSkipped() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "xyz#12\0$O$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aStopTellsCpuSignalAndWatchedAddress() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("vCont;c", "T05thread:p01.03;watch:ffffffff80001000;");
        client.runAll();

        StopReply stop = client.awaitStop(ScriptedStub.PATIENCE).orElseThrow();

        assertEquals(2, stop.cpu());
        assertEquals(StopReply.TRAP, stop.signal());
        assertEquals(0xffffffff80001000L, stop.watched().getAsLong());
    }

    @Test
    void aMachineThatRunsOnHasNotStopped() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("vCont;c", "+");
        client.runAll();

        assertTrue(client.awaitStop(SHORT).isEmpty());
    }

    @Test
    void aStubThatGoesAwayIsAnErrorEveryTime() throws Exception {
        GdbClient client = stub.connect();
        stub.hangUpAt("qRcmd,78");

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
        assertThrows(GdbException.class, () -> client.awaitStop(ScriptedStub.PATIENCE));
    }

    @Test
    void halfAPacketIsAnEndNotAnAnswer() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "+$O").hangUpAfterwards();

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void aStubThatNeverAnswersIsNamedWithThePacket() throws Exception {
        stub.greet();
        GdbClient client = new GdbClient(stub.channel(), SHORT);
        stub.answerRaw("qRcmd,78", "+");

        GdbException failure = assertThrows(GdbException.class,
                () -> client.monitor().answer("x"));
        assertTrue(failure.getMessage().contains("answer to x"), failure.getMessage());
    }

    @Test
    void aStubThatDamagesEverythingIsGivenUp() throws Exception {
        GdbClient client = stub.connect();
        stub.answerRaw("qRcmd,78", "$OK#00".repeat(20));

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void wrongLengthsAndDigitsAreErrors() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("Hgp1.1", "OK").answer("m0,2", "ab").answer("m0,1", "zz");

        assertThrows(GdbException.class, () -> client.read(0, 0, 2));
        assertThrows(GdbException.class, () -> client.read(0, 0, 1));
    }
}
