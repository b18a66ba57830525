package checker.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Initrd;
import checker.report.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

/** What the two systems are given, and what their ends mean. */
class SystemsTest {

    @Test
    void bothRunTheSameBenchOnMachinesThatCountInstructions() {
        BenchOrder order = new BenchOrder(Architecture.X86_64, Path.of("/kernel"),
                List.of("fork", "file"), 2);

        assertEquals("bench -m 5 -t 2 fork file\necho bench ended with $?\npoweroff\n",
                OwnSystem.script(order.arguments()));
        assertEquals(Clock.COUNTING, Machines.usual(Architecture.X86_64).clock());
        assertEquals("deterministic, 1 ns an instruction", Clock.COUNTING.toString());
        assertEquals("deterministic", Clock.DETERMINISTIC.toString());
    }

    @Test
    void linuxFindsItsProgramsAndAConsole() throws IOException {
        byte[] archive = Initramfs.of(Map.of("init", new byte[] {1, 2, 3}));
        List<String> names = new ArrayList<>();
        try (CpioArchiveInputStream cpio =
                new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (CpioArchiveEntry at = cpio.getNextEntry(); at != null; at = cpio.getNextEntry()) {
                names.add(at.getName());
                if (at.getName().equals("dev/console")) {
                    assertTrue(at.isCharacterDevice());
                    assertEquals(5, at.getRemoteDeviceMaj());
                    assertEquals(1, at.getRemoteDeviceMin());
                }
                if (at.getName().equals("init")) {
                    assertArrayEquals(new byte[] {1, 2, 3}, cpio.readAllBytes());
                }
            }
        }
        assertEquals(List.of("bin", "dev", "tmp", "dev/console", "init"), names);
        assertArrayEquals(archive, Initramfs.of(Map.of("init", new byte[] {1, 2, 3})));
    }

    @Test
    void anArchiveCanBeReadAndAddedTo() {
        Initrd first = Initrd.empty().withDirectory("etc", 0755);

        assertEquals(first, Initrd.read(first.archive()));
        assertEquals(first.withFile("etc/rc", 0644, new byte[] {'x'}),
                Initrd.read(first.archive()).withFile("etc/rc", 0644, new byte[] {'x'}));
    }

    @Test
    void anEndIsBlamedAsACheckWould() {
        assertEquals(Outcome.TIMED_OUT, Guest.outcome(new Ending.NoProgress(
                Ending.NoProgress.Kind.SLOW, new GuestDuration(1), List.of())));
        assertEquals(Outcome.CRASHED, Guest.outcome(new Ending.EmulatorBroken("it", "")));
        assertEquals(Outcome.FAILED, Guest.outcome(new Ending.DebugExit(1)));
    }
}
