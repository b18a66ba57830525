package checker.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.MissingToolException;
import checker.process.Programs;
import checker.repository.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * QEMU never outlives us, whichever way it is started; a shell stands in for it, so that nothing
 * of QEMU is needed.
 */
class QemuProcessTest {

    private static final List<String> SLEEPS =
            List.of("sh", "-c", "echo started $$ >&2; exec sleep 1000");

    @TempDir
    Path folder;
    private final List<AutoCloseable> nurseries = new ArrayList<>();

    /** A way to start it, as a word on a command line. */
    enum Way {
        ALONE,
        COPIED;

        QemuStarter open(Path library) {
            return this == ALONE ? QemuStarter.ALONE
                    : new QemuNursery(library, Repository.find().nursery());
        }
    }

    private QemuStarter starter(Way way) {
        QemuStarter starter = way.open(folder.resolve("library"));
        if (starter instanceof QemuNursery nursery) {
            nurseries.add(nursery);
        }
        return starter;
    }

    @AfterEach
    void closeNurseries() throws Exception {
        for (AutoCloseable nursery : nurseries) {
            nursery.close();
        }
    }

    /** A JVM of its own that starts a process, tells its id, and waits to be killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String... arguments) throws Exception {
            QemuProcess process = Way.valueOf(arguments[1]).open(Path.of(arguments[2]))
                    .start(SLEEPS, Path.of(arguments[0]));
            while (!process.errors().contains("\n")) {
                Thread.onSpinWait();
            }
            System.out.println(process.errors().strip().replace("started ", ""));
            process.ended().get();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itDiesWithAKilledJvmAndItsFolderGoes(Way way) throws Exception {
        Path own = Files.createDirectory(folder.resolve("private"));
        Process victim = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath(), Victim.class.getName(), own.toString(),
                way.name(), folder.resolve("library").toString())
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

    @ParameterizedTest
    @EnumSource(Way.class)
    void itsExitCodeIsKept(Way way) throws Exception {
        try (QemuProcess process = starter(way).start(List.of("sh", "-c", "exit 43"), folder())) {
            process.ended().get(30, TimeUnit.SECONDS);
            assertEquals(43, process.end());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aKilledOneHasTheCodeOfItsSignal(Way way) throws Exception {
        try (QemuProcess process = starter(way).start(SLEEPS, folder())) {
            assertEquals(137, process.end());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aMissingProgramIsNamed(Way way) {
        MissingToolException missing = assertThrows(MissingToolException.class,
                () -> starter(way).start(List.of("qemu-system-of-nobody"), folder()));

        assertEquals("qemu-system-of-nobody", missing.tool());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void endlessErrorsAreDrainedAndBounded(Way way) throws Exception {
        List<String> chatters = List.of("sh", "-c",
                "i=0; while [ $i -lt 4000 ]; do echo 0123456789012345678901234567890123456789"
                        + "0123456789 >&2; i=$((i+1)); done");
        try (QemuProcess process = starter(way).start(chatters, folder())) {
            process.ended().get(60, TimeUnit.SECONDS);

            assertEquals(64 * 1024, process.errors().length());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void oneThatEndsBeforeItCallsIsNotWaitedFor(Way way) throws Exception {
        Path own = folder();
        try (Connections connections = new Connections(own.resolve("socket"));
                QemuProcess process = starter(way).start(List.of("true"), own)) {
            IOException failure = assertThrows(IOException.class,
                    () -> connections.accept(process, Duration.ofMinutes(5)));

            assertTrue(failure.getMessage().contains("ended before"), failure.getMessage());
        }
    }

    @Test
    void aBrokenNurseryIsReplacedByTheOtherWay() throws Exception {
        QemuStarter starter = starter(Way.COPIED);
        QemuProcess first = starter.start(SLEEPS, folder());
        while (!first.errors().contains("\n")) {
            Thread.onSpinWait();
        }
        ProcessHandle copy = ProcessHandle.of(Long.parseLong(
                first.errors().strip().replace("started ", ""))).orElseThrow();
        copy.parent().orElseThrow().destroyForcibly();

        first.ended().get(30, TimeUnit.SECONDS);
        assertEquals(137, first.end());
        copy.onExit().get(30, TimeUnit.SECONDS);
        try (QemuProcess next = starter.start(List.of("sh", "-c", "exit 43"), folder())) {
            next.ended().get(30, TimeUnit.SECONDS);
            assertEquals(43, next.end());
        }
    }

    @Test
    void aScriptThatEndsInTheProgramIsNoHindrance() throws Exception {
        Path program = Files.copy(Programs.find("sh").orElseThrow(), folder.resolve("shell"));
        Path script = Files.writeString(Files.createDirectory(folder.resolve("bin"))
                .resolve("shell"), "#!/bin/sh\nexec " + program + " \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        try (QemuProcess process = starter(Way.COPIED).start(
                List.of(script.toString(), "-c", "read line < /proc/$PPID/comm; echo $line >&2"),
                folder())) {
            process.ended().get(30, TimeUnit.SECONDS);
            assertEquals("shell", process.errors().strip(), "its parent is a copy's, too");
        }
    }

    @Test
    void whereThereIsNoLibraryItIsTheOtherWayToo() throws Exception {
        Path wrong = Files.createDirectory(folder.resolve("wrong"));
        Files.writeString(wrong.resolve("Wrong.c"), "this is no C");
        try (QemuNursery nursery = new QemuNursery(folder.resolve("library"), wrong);
                QemuProcess process = nursery.start(List.of("sh", "-c", "exit 43"), folder())) {
            process.ended().get(30, TimeUnit.SECONDS);
            assertEquals(43, process.end());
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
