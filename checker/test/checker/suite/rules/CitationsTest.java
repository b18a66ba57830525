package checker.suite.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CitationsTest {

    @TempDir private Path folder;

    /** Lines of a file; this one is read by the rule too, and has another word for the manual. */
    private List<String> breaches(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("kernel"));
        Files.writeString(folder.resolve("kernel/Page.h"),
                String.join("\n", lines).replace("MANUAL", "SDM vol."));
        return Citations.breaches(folder, List.of("kernel", "steps")).stream()
                .map(Breach::toString).toList();
    }

    @Test
    void titlesAreRight() throws IOException {
        assertEquals(List.of(), breaches(
                "// MANUAL 3A, \"PAE Paging\", \"PDPTE Registers\": 512 entries, 4 levels.",
                "// Others: ACPI 6.5, 5.2.12; AMD APM vol. 2, 8.2; Knuth, vol. 2, 3.3.4.",
                "// vol. 3A", "#define FOUR 4"));
    }

    @Test
    void numbersAreNamedWhereTheCitationBegins() throws IOException {
        List<String> expected = Stream.of("1: the SDM's 4.4.1", "2: the SDM's 7-11",
                        "3: the SDM's 4.1.4", "5: the SDM's 5")
                .map(what -> "kernel/Page.h:" + what
                        + " has another number in other editions: cite the title").toList();

        assertEquals(expected, breaches(
                "// (MANUAL 3A, 4.4.1), and", "int X;  // Intel MANUAL",
                "    // 3A, figure 7-11. Vol. 1 or MANUAL 3A,", " * 4.1.4",
                "// MANUAL 3A, \"PAE Paging\", table 5"));
    }
}
