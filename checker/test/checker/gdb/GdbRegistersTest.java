package checker.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registers by stubs that follow a script. */
class GdbRegistersTest {

    private final ScriptedStub stub = new ScriptedStub();

    @AfterEach
    void close() throws IOException {
        stub.close();
    }

    @Test
    void aRegisterIsSetByItsPlaceInTheStubsOrder() throws Exception {
        GdbClient client = stub.connect();
        stub.answer("qXfer:features:read:target.xml:0,ffb", "l<xi:include href=i386-64bit.xml/>")
                .answerAll(List.of("Hgp1.2", "P1=7856341200000000", "P10=0000100000000000", "m0,1"),
                        "OK", "OK", "OK", "00")
                .answerAll(List.of("P10=0000200000000000", "m0,1"), "E14", "00");

        client.registers().set(1, "EBX", 0x12345678);
        client.registers().set(1, "EIP", 0x100000);
        client.read(1, 0, 1);
        client.registers().set(1, "EIP", 0x200000);

        assertThrows(GdbException.class, () -> client.read(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> client.registers().set(1, "CR5", 0));
    }

    @Test
    void registersComeInOneBlock() throws Exception {
        GdbClient client = stub.connect();
        StringBuilder block = new StringBuilder("00".repeat(9 * Integer.BYTES)); // to EIP
        block.append("02020000").append("0800000010000000").append("00000000".repeat(3))
                .append("40000000").append("00000000").append("00e012c0").append("00000000");
        block.append("33000180").append("11000080").append("00000000").append("00301000")
                .append("a0060000");
        stub.answer("qXfer:features:read:target.xml:0,ffb", "l<xi:include href=i386-32bit.xml/>")
                .answerAll(List.of("Hgp1.1", "g"), "OK", block.toString())
                .answerAll(List.of("P11=00000000", "P16=a0060100", "m0,1"), "OK", "OK", "00");

        Map<String, Long> registers = client.registers().of(0);
        client.registers().set(0, "GS_BASE", 0);
        client.registers().set(0, "CR4", 0x106a0);
        client.read(0, 0, 1);

        assertEquals(0x202L, registers.get("EFLAGS"));
        assertEquals(0x40L, registers.get("GS"));
        assertEquals(0xc012e000L, registers.get("GS_BASE"));
    }

    @Test
    void aLookIsOneExchange() throws Exception {
        GdbClient client = stub.connect();
        String block = "00".repeat(26 * Long.BYTES);
        stub.answerAll(List.of("qRcmd,6e6d69", "qXfer:features:read:target.xml:0,ffb"),
                        "OK", "l<xi:include href=i386-64bit.xml/>")
                .answerAll(List.of("qRcmd,69", "Hgp1.1", "g", "Hgp1.2", "g"),
                        "O62", "OK", "OK", block, "OK", "01" + block);

        client.monitor().tell("nmi");
        GdbRegisters.Look look = client.registers().look(List.of(0, 1), List.of("i"));

        assertEquals(List.of("b"), look.answers());
        assertEquals(0L, look.registers().get(0).get("EAX"));
        assertEquals(1L, look.registers().get(1).get("EAX"));
    }
}
