package checker.gdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.gdb.GdbClient.Trap;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against stubs that follow a script, good and bad ones. */
class GdbClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScriptedStub stub = new ScriptedStub();

    @AfterEach
    void close() throws IOException {
        stub.close();
    }

    @Test
    void memoryIsReadInPiecesOfTheSelectedCpu() throws Exception {
        GdbClient client = connect();
        stub.answer("Hgp1.2", "OK").answer("m1000,800", "ab".repeat(2048)).answer("m1800,1", "cd");

        byte[] bytes = client.read(1, 0x1000, 2049).orElseThrow();

        assertEquals((byte) 0xab, bytes[2047]);
        assertEquals((byte) 0xcd, bytes[2048]);
    }

    @Test
    void muchIsWrittenInPiecesThatAPacketHolds() throws Exception {
        GdbClient client = connect();
        stub.answer("Hgp1.1", "OK").answer("M1000,400:" + "00".repeat(1024), "OK")
                .answer("M1400,1:00", "OK");

        assertTrue(client.write(0, 0x1000, new byte[1025]));
    }

    @Test
    void aRegisterIsSetByItsPlaceInTheStubsOrder() throws Exception {
        GdbClient client = connect();
        stub.answer("qXfer:features:read:target.xml:0,ffb", "l<xi:include href=i386-64bit.xml/>")
                .answer("Hgp1.2", "OK").answer("P1=7856341200000000", "OK")
                .answer("P10=0000100000000000", "E14");

        client.setRegister(1, "EBX", 0x12345678);

        assertThrows(GdbException.class, () -> client.setRegister(1, "EIP", 0x100000));
        assertThrows(IllegalArgumentException.class, () -> client.setRegister(1, "CR5", 0));
    }

    @Test
    void registersComeInOneBlock() throws Exception {
        GdbClient client = connect();
        StringBuilder block = new StringBuilder("00".repeat(9 * Integer.BYTES)); // to EIP
        block.append("02020000").append("0800000010000000").append("00000000".repeat(3))
                .append("40000000").append("00000000").append("00e012c0").append("00000000");
        block.append("33000180").append("11000080").append("00000000").append("00301000")
                .append("a0060000");
        stub.answer("qXfer:features:read:target.xml:0,ffb", "l<xi:include href=i386-32bit.xml/>")
                .answer("Hgp1.1", "OK").answer("g", block.toString())
                .answer("P11=00000000", "OK")
                .answer("P16=a0060100", "OK");

        Map<String, Long> registers = client.registers(0);
        client.setRegister(0, "GS_BASE", 0);
        client.setRegister(0, "CR4", 0x106a0);

        assertEquals(0x202L, registers.get("EFLAGS"));
        assertEquals(0x40L, registers.get("GS"));
        assertEquals(0xc012e000L, registers.get("GS_BASE"));
    }

    @Test
    void aMonitorLineIsAnsweredInPieces() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("qRcmd,696e666f", "+$O610d0a#" + ScriptedStub.sum("O610d0a")
                + "$O62#" + ScriptedStub.sum("O62") + "$OK#9a");

        assertEquals("a\nb", client.monitor().answer("info"));
    }

    @Test
    void aStubWithoutAMonitorIsAFailure() throws Exception {
        GdbClient client = connect();
        stub.answer("qRcmd,78", "").answer("qRcmd,78", "E22");

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void repeatedCharactersAreRepeated() throws Exception {
        GdbClient client = connect();
        stub.answer("Hgp1.1", "OK").answer("m0,3", "0* ff"); // '0' and three more

        assertArrayEquals(new byte[] {0, 0, (byte) 0xff}, client.read(0, 0, 3).orElseThrow());
    }

    @Test
    void unmappedMemoryIsNoError() throws Exception {
        GdbClient client = connect();
        stub.answer("Hgp1.1", "OK").answer("m0,1", "E14");

        assertEquals(Optional.empty(), client.read(0, 0, 1));
    }

    @Test
    void onlyBreakpointsThatChangeAreSent() throws Exception {
        GdbClient client = connect();
        stub.answer("Z1,10,1", "OK").answer("z1,10,1", "OK").answer("Z1,20,1", "OK")
                .answer("vCont;c", "T05thread:p01.01;");

        client.breakAt(Set.of(0x10L));
        client.breakAt(Set.of(0x10L));
        client.breakAt(Set.of(0x20L));
        client.runAll();

        assertTrue(client.awaitStop(PATIENCE).isPresent());
    }

    @Test
    void whatIsSetGoesAlongWithTheNextQuestion() throws Exception {
        GdbClient client = connect();
        stub.answerAll(List.of("Z2,10,4", "Qqemu.PhyMemMode:1", "Hgp1.1", "m0,1"),
                "OK", "OK", "OK", "7f");

        client.set(Trap.WRITE, 0x10, 4);
        client.usePhysicalAddresses(true);

        assertArrayEquals(new byte[] {0x7f}, client.read(0, 0, 1).orElseThrow());
    }

    @Test
    void whatIsRefusedIsNamedByTheNextQuestion() throws Exception {
        GdbClient client = connect();
        stub.answer("Z2,10,4", "E22").answer("vCont;c", "T05thread:p01.01;");
        client.set(Trap.WRITE, 0x10, 4);
        client.runAll();

        GdbException failure =
                assertThrows(GdbException.class, () -> client.awaitStop(PATIENCE));
        assertTrue(failure.getMessage().contains("Z2,10,4"), failure.getMessage());
    }

    @Test
    void linesAboutCpusComeInOneGo() throws Exception {
        GdbClient client = connect();
        stub.answerAll(List.of("qRcmd,6370752030", "qRcmd,78", "qRcmd,6370752031", "qRcmd,78"),
                "OK", "O61", "OK", "OK", "O62", "OK");

        assertEquals(List.of("a", "b"), client.monitor().answerOfEach(List.of(0, 1), "x"));
    }

    @Test
    void aCpuThatTheMonitorDoesNotHaveIsNoAnswer() throws Exception {
        GdbClient client = connect();
        stub.answer("qRcmd,6370752037", "O6e6f").answerRaw("qRcmd,78", "$OK#9a+$OK#9a");

        assertThrows(GdbException.class, () -> client.monitor().answer(7, "x"));
    }

    @Test
    void aDamagedPacketIsAskedForAgain() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("qRcmd,78", "+$OK#00").onByte('-', "$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aDamagedPacketOfSeveralIsAFailure() throws Exception {
        GdbClient client = connect();
        stub.answer("Z1,10,1", "OK").answerRaw("qRcmd,78", "+$OK#00");
        client.set(Trap.BREAKPOINT, 0x10, 1);

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void aPacketThatTheStubRefusesIsSentAgain() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("qRcmd,78", "-").answer("qRcmd,78", "OK");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aStopThatNobodyAskedForIsNoAnswer() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("qRcmd,78", "+$T02thread:p01.01;#"
                + ScriptedStub.sum("T02thread:p01.01;") + "$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void garbageBeforeAPacketIsSkipped() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("qRcmd,78", "xyz#12\0$O$OK#9a");

        assertEquals("", client.monitor().answer("x"));
    }

    @Test
    void aStopTellsCpuSignalAndWatchedAddress() throws Exception {
        GdbClient client = connect();
        stub.answer("vCont;c", "T05thread:p01.03;watch:ffffffff80001000;");
        client.runAll();

        StopReply stop = client.awaitStop(PATIENCE).orElseThrow();

        assertEquals(2, stop.cpu());
        assertEquals(StopReply.TRAP, stop.signal());
        assertEquals(0xffffffff80001000L, stop.watched().getAsLong());
    }

    @Test
    void aMachineThatRunsOnHasNotStopped() throws Exception {
        GdbClient client = connect();
        stub.answerRaw("vCont;c", "+");
        client.runAll();

        assertTrue(client.awaitStop(SHORT).isEmpty());
    }

    @Test
    void aStubThatGoesAwayIsAnErrorEveryTime() throws Exception {
        GdbClient client = connect();
        stub.hangUpAt("qRcmd,78");

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
        assertThrows(GdbException.class, () -> client.awaitStop(PATIENCE));
    }

    @Test
    void halfAPacketIsAnEndNotAnAnswer() throws Exception {
        GdbClient client = connect();
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
        GdbClient client = connect();
        stub.answerRaw("qRcmd,78", "$OK#00".repeat(20));

        assertThrows(GdbException.class, () -> client.monitor().answer("x"));
    }

    @Test
    void wrongLengthsAndDigitsAreErrors() throws Exception {
        GdbClient client = connect();
        stub.answer("Hgp1.1", "OK").answer("m0,2", "ab").answer("m0,1", "zz");

        assertThrows(GdbException.class, () -> client.read(0, 0, 2));
        assertThrows(GdbException.class, () -> client.read(0, 0, 1));
    }

    private GdbClient connect() throws Exception {
        stub.greet();
        return new GdbClient(stub.channel(), PATIENCE);
    }
}
