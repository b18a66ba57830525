package checker.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
