package checker.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.MissingToolException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU never outlives us; a shell stands in for it, so that nothing of QEMU is needed. */
class QemuProcessTest {

    private static final List<String> SLEEPS =
            List.of("sh", "-c", "echo started $$ >&2; exec sleep 1000");

    @TempDir
    Path folder;

    /** A JVM of its own that starts a process, tells its id, and waits to be killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String... arguments) throws Exception {
            QemuProcess process = QemuProcess.start(SLEEPS, Path.of(arguments[0]));
            while (!process.errors().contains("\n")) {
                Thread.onSpinWait();
            }
            System.out.println(process.errors().strip().replace("started ", ""));
            process.ended().get();
        }
    }

    @Test
    void itDiesWithAKilledJvmAndItsFolderGoes() throws Exception {
        Path own = Files.createDirectory(folder.resolve("private"));
        Process victim = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath(), Victim.class.getName(), own.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long id = Long.parseLong(new BufferedReader(new InputStreamReader(
                victim.getInputStream(), StandardCharsets.UTF_8)).readLine());
        ProcessHandle process = ProcessHandle.of(id).orElseThrow();
        ProcessHandle supervisor = process.parent().orElseThrow();

        victim.destroyForcibly();

        process.onExit().get(30, TimeUnit.SECONDS);
        supervisor.onExit().get(30, TimeUnit.SECONDS);
        assertFalse(Files.exists(own));
    }

    @Test
    void itsExitCodeIsKept() throws Exception {
        try (QemuProcess process = QemuProcess.start(List.of("sh", "-c", "exit 43"), folder())) {
            process.ended().get(30, TimeUnit.SECONDS);
            assertEquals(43, process.end());
        }
    }

    @Test
    void aKilledOneHasTheCodeOfItsSignal() throws Exception {
        try (QemuProcess process = QemuProcess.start(SLEEPS, folder())) {
            assertEquals(137, process.end());
        }
    }

    @Test
    void aMissingProgramIsNamed() {
        MissingToolException missing = assertThrows(MissingToolException.class,
                () -> QemuProcess.start(List.of("qemu-system-of-nobody"), folder()));

        assertEquals("qemu-system-of-nobody", missing.tool());
    }

    @Test
    void endlessErrorsAreDrainedAndBounded() throws Exception {
        List<String> chatters = List.of("sh", "-c",
                "i=0; while [ $i -lt 4000 ]; do echo 0123456789012345678901234567890123456789"
                        + "0123456789 >&2; i=$((i+1)); done");
        try (QemuProcess process = QemuProcess.start(chatters, folder())) {
            process.ended().get(60, TimeUnit.SECONDS);

            assertEquals(64 * 1024, process.errors().length());
        }
    }

    @Test
    void oneThatEndsBeforeItCallsIsNotWaitedFor() throws Exception {
        Path own = folder();
        try (Connections connections = new Connections(own.resolve("socket"));
                QemuProcess process = QemuProcess.start(List.of("true"), own)) {
            IOException failure = assertThrows(IOException.class,
                    () -> connections.accept(process, Duration.ofMinutes(5)));

            assertTrue(failure.getMessage().contains("ended before"), failure.getMessage());
        }
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(folder, "own");
    }

    /** The places of the classes that the victim needs: the checker's and the test's. */
    private static String classPath() throws URISyntaxException {
        Path tests = Path.of(QemuProcessTest.class.getProtectionDomain().getCodeSource()
                .getLocation().toURI());
        Path checker = Path.of(QemuProcess.class.getProtectionDomain().getCodeSource()
                .getLocation().toURI());
        return tests + System.getProperty("path.separator") + checker;
    }
}
