package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolListTest {

    @TempDir
    private Path folder;

    private List<ToolNeed> read(String text) throws IOException {
        return ToolList.read(Files.writeString(folder.resolve("tools.list"), text));
    }

    @Test
    void aLineIsOneTool() throws IOException {
        List<ToolNeed> needs = read("""
                # a comment

                grub  test,thorough  grub-mkrescue,grub2-mkrescue  2.04 2.06  a+b c,d -  makes ISOs
                """);

        assertEquals(List.of(new ToolNeed("grub", Set.of("test", "thorough"),
                List.of("grub-mkrescue", "grub2-mkrescue"), Optional.of(new Version("2.04")),
                Optional.of(new Version("2.06")), Map.of("apt", "a+b", "dnf", "c,d"),
                "makes ISOs")), needs);
        assertFalse(needs.get(0).vital());
    }

    @Test
    void aLineThatIsNoneIsNamedByItsNumber() {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class,
                () -> read("# head\nqemu check qemu 6.2\n"));

        assertTrue(wrong.getMessage().contains("tools.list:2: 4 columns"), wrong.getMessage());
    }

    @Test
    void aVersionThatIsNoneIsNamedByItsLine() {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class,
                () -> read("qemu check qemu six 7 - - - runs\n"));

        assertTrue(wrong.getMessage().contains("tools.list:1: 'six'"), wrong.getMessage());
    }

    @Test
    void aMissingListIsSaidToBeMissing() {
        assertThrows(UncheckedIOException.class, () -> ToolList.read(folder.resolve("none")));
    }

    @Test
    void theCloneListNamesAPackageForEveryToolOnDebianAndFedora() {
        List<ToolNeed> needs = ToolList.read(
                Repository.find().root().resolve("tools/jbang/tools.list"));

        for (ToolNeed need : needs) {
            assertTrue(need.packages().keySet().containsAll(Set.of("apt", "dnf")), need.name());
            assertFalse(need.purpose().isBlank(), need.name());
        }
        Set<String> vital = needs.stream().filter(ToolNeed::vital).map(ToolNeed::name)
                .collect(Collectors.toSet());
        assertTrue(vital.containsAll(Set.of("jdk", "make", "clang", "lld", "qemu")),
                vital::toString);
    }
}
