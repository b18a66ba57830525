package checker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.oracle.ProbeOutput;
import checker.oracle.ProbeReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the checker writes into its programs. */
class GuestRoomTest {

    private static final String PLACE = "@the run's words" + "\0".repeat(32 + 112);

    @Test
    void aProgramIsToldItsNonceAndWhatIsAsked() {
        byte[] asked = GuestRoom.asked(bytes("\177ELF code" + PLACE + "more"),
                "0123456789abcdef", "seed=7 rounds=3");

        String text = new String(asked, StandardCharsets.ISO_8859_1);
        assertEquals("\177ELF code@the run's words0123456789abcdef" + "\0".repeat(16)
                + "seed=7 rounds=3" + "\0".repeat(112 - 15) + "more", text);
    }

    @Test
    void aProgramWithoutAPlaceForItIsAnErrorOfOurs() {
        assertThrows(IllegalStateException.class,
                () -> GuestRoom.asked(bytes("ELF"), "0123456789abcdef", ""));
        assertThrows(IllegalArgumentException.class,
                () -> GuestRoom.asked(bytes(PLACE), "0123456789abcdef", "x".repeat(112)));
    }

    @Test
    void aReportIsTrustedOnlyIfTheTestThatFailsFailed() {
        String nonce = "0123456789abcdef";
        String head = nonce + " TAP version 14\n" + nonce + " 1..2\n" + nonce;
        String tail = " 1 - ThisOneFails\n" + nonce + " ok 2 - Another\n";
        ProbeReport good = GuestRoom.trusted(ProbeOutput.parse(nonce, head + " not ok" + tail));
        ProbeReport turned = GuestRoom.trusted(ProbeOutput.parse(nonce, head + " ok" + tail));

        assertTrue(good.passed(), good.toString());
        assertEquals(1, good.results().size());
        assertFalse(turned.passed(), turned.toString());
        assertFalse(GuestRoom.trusted(ProbeOutput.parse(nonce, "")).passed());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
