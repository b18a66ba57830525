package checker.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes to a machine from outside: files at its start, and what is typed. */
class InputTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void theInitrdIsTheFirstBootModule(Architecture architecture) throws IOException {
        Initrd files = Initrd.empty().withFile("etc/greeting", 0644, new byte[] {1});
        MachineSpec spec = MachineSpec.of(architecture).withModules(List.of(files));
        try (Machine machine = boot(spec, Guests.repeatsItsModule())) {
            machine.runToEnd(LIMIT);
            assertEquals("etc/greeting", machine.serial());
        }
    }

    @Test
    void anInitrdIsAnArchiveThatSaysNothingOfThisHost() throws IOException {
        Initrd files = Initrd.empty().withDirectory("bin", 0755)
                .withFile("bin/init", 0755, "program".getBytes(StandardCharsets.UTF_8));
        assertEquals("ustar", new String(files.archive(), 257, 5, StandardCharsets.US_ASCII));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new ByteArrayInputStream(files.archive()))) {
            TarArchiveEntry bin = tar.getNextEntry();
            assertEquals("bin/", bin.getName());
            TarArchiveEntry init = tar.getNextEntry();
            assertEquals(0, init.getLastModifiedTime().toMillis());
            assertArrayEquals("program".getBytes(StandardCharsets.UTF_8), tar.readAllBytes());
        }
        Initrd same = Initrd.empty().withDirectory("bin", 0755)
                .withFile("bin/init", 0755, "program".getBytes(StandardCharsets.UTF_8));
        assertEquals(files, same);
        assertNotEquals(files, same.withFile("x", 0644, new byte[0]));
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void whatIsTypedArrivesWhole(Architecture architecture) throws IOException {
        String text = "the quick brown fox jumps over the lazy dog, twice: ".repeat(10);
        try (Machine machine = boot(MachineSpec.of(architecture).withTyping(), Guests.echoes())) {
            machine.runTo("Listening", LIMIT);
            machine.type(text);
            assertInstanceOf(Ending.Seen.class, machine.runToOutput(0, text, LIMIT));
            machine.type("more\n");
            assertInstanceOf(Ending.Seen.class, machine.runToOutput(0, text + "more", LIMIT));
            assertInstanceOf(Ending.NoProgress.class,
                    machine.runToOutput(text.length(), text, LIMIT));
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void whatIsTypedBeforeARunIsThereWhenItBegins(Architecture architecture) throws IOException {
        String text = "0123456789abcdef0123456789ABCDEF";
        assertEquals(text.length(), Machine.TYPED_AT_ONCE);
        MachineSpec spec = MachineSpec.of(architecture).withTyping();
        try (Machine machine = boot(spec, Guests.echoesAndCounts())) {
            machine.runTo("Listening", LIMIT);
            machine.type(text);
            machine.runTo("End", LIMIT);
            Map<String, Long> registers = machine.cpus().get(0).registers();

            assertEquals(text, machine.serial());
            assertEquals(text.length(), registers.getOrDefault("EBX", registers.get("RBX")));
        }
    }

    @Test
    void aMachineTakesOnlyWhatItsSpecAsksFor() throws IOException {
        try (Machine machine = boot(MachineSpec.of(Architecture.X86_32), Guests.spins())) {
            assertThrows(IllegalStateException.class, () -> machine.type("a"));
            assertThrows(IllegalStateException.class, machine::frames);
        }
    }

    private Machine boot(MachineSpec spec, TinyGuest guest) throws IOException {
        return Machine.boot(spec, guest.writeTo(folder), guest, folder.resolve("evidence"));
    }
}
