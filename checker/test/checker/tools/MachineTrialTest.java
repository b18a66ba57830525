package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial machines against a scripted QEMU. */
class MachineTrialTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Item make(String script, Duration patience) throws IOException {
        Path qemu = Files.writeString(folder.resolve("qemu"), "#!/bin/sh\n" + script + "\n");
        assertTrue(qemu.toFile().setExecutable(true));
        return new MachineTrial(qemu.toString(), patience).make("q", List.of("-machine", "q35"));
    }

    @Test
    void aMachineThatEndsByItsMonitorIsOk() throws IOException {
        Item item = make("read line; test \"$line\" = quit && test \"$2\" = q35", LONG);

        assertEquals(Verdict.OK, item.verdict());
    }

    @Test
    void whatQemuComplainsOfIsShownWithoutItsWarnings() throws IOException {
        Item item = make("""
                echo 'qemu: warning: hub port n0 has no peer' >&2
                echo "qemu: could not load PC BIOS 'qboot.rom'" >&2
                exit 1""", LONG);

        assertEquals(Verdict.BROKEN, item.verdict());
        assertEquals("qemu: could not load PC BIOS 'qboot.rom'", item.remark());
        assertTrue(item.stopsChecks());
    }

    @Test
    void aSilentEndIsShownByItsCode() throws IOException {
        assertEquals("QEMU ends with exit code 9", make("exit 9", LONG).remark());
    }

    @Test
    void aQemuThatDoesNotEndIsBroken() throws IOException {
        Item item = make("sleep 1000", Duration.ofMillis(200));

        assertEquals(Verdict.BROKEN, item.verdict());
        assertTrue(item.remark().contains("does not answer"), item.remark());
    }

    @Test
    void withoutQemuNothingIsTried() {
        assertEquals(List.of(), new MachineTrial("no-such-qemu-here", LONG).all());
    }
}
