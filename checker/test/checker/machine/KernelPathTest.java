package checker.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A course may lie in any folder. */
class KernelPathTest {

    @TempDir
    Path temporary;

    @Test
    void blanksAndCommasOfThePathAreNoWordsForTheKernel() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("my nosmp, maxcpus=1 courses"));
        TinyGuest guest = Guests.repeatsItsCommandLine();
        MachineSpec spec = MachineSpec.of(Architecture.X86_32).withArguments("quiet");
        Path evidence = folder.resolve("evidence");
        try (Machine machine = Machine.boot(spec, guest.writeTo(folder), guest, evidence)) {
            assertEquals(new Ending.DebugExit(0), machine.runToEnd(GuestDuration.ofSeconds(3)));

            assertEquals("./kernel.elf quiet", machine.serial());
        }
    }
}
