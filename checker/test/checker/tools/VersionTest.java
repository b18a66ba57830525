package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3) | 7.2.22",
        "Debian clang version 14.0.6 | 14.0.6",
        "Apple clang version 15.0.0 (clang-1500.3.9.4) | 15.0.0",
        "gcc (Debian 12.2.0-14+deb12u1) 12.2.0 | 12.2.0",
        "GNU Make 4.3 | 4.3",
        "git version 2.39.5 (Apple Git-154) | 2.39.5",
        "grub-mkrescue (GRUB) 2.06-13+deb12u2 | 2.06",
        "javac 21 | 21",
    })
    void isFoundInWhatRealToolsSay(String answer, String version) {
        assertEquals(Optional.of(new Version(version)), Version.in(answer));
    }

    @Test
    void isFoundOnALaterLineWhenTheFirstHasNone() {
        String answer = "llvm-objcopy, compatible with GNU objcopy\nDebian LLVM version 14.0.6\n";

        assertEquals(Optional.of(new Version("14.0.6")), Version.in(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "command not understood", "v.x.y"})
    void isNotInventedWhereThereIsNone(String answer) {
        assertEquals(Optional.empty(), Version.in(answer));
    }

    @Test
    void isComparedByNumbersNotByLetters() {
        assertTrue(new Version("10.0").compareTo(new Version("9.9")) > 0);
        assertTrue(new Version("7.2").compareTo(new Version("7.2.1")) < 0);
        assertEquals(0, new Version("7.2").compareTo(new Version("7.2.0")));
        assertEquals(0, new Version("2.06").compareTo(new Version("2.6")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7.", ".7", "7.x", "-7", "12345678"})
    void nothingElseIsOne(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Version(text));
    }
}
