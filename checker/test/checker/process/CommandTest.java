package checker.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static Command shell(String script) {
        return Command.of("sh", "-c", script);
    }

    @Test
    void bothOutputsAndTheExitCodeAreKept() {
        CommandResult result = shell("echo out; echo err >&2; exit 3").run();

        assertEquals("out\n", result.output());
        assertEquals("err\n", result.errors());
        assertEquals(3, result.exitCode());
        assertFalse(result.succeeded());
    }

    @Test
    void errorsCanGoIntoTheOutputInTheirOrder() {
        CommandResult result = shell("echo a; echo b >&2; echo c").withErrorsInOutput().run();

        assertEquals(List.of("a", "b", "c"), result.lines());
        assertEquals("", result.errors());
    }

    @Test
    void bytesThatAreNoTextPassThroughUnchanged() {
        byte[] bytes = {0, (byte) 0xff, '\r', '\n', (byte) 0x80};

        assertArrayEquals(bytes, Command.of("cat").reading(bytes).run().outputBytes());
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() {
        assertEquals("a  b|$HOME|*|\n",
                Command.of("printf", "%s|%s|%s|\n", "a  b", "$HOME", "*").run().output());
    }

    @Test
    void aMegabyteOnBothOutputsAtOnceDoesNotBlock() {
        CommandResult result = shell(
                "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero").run();

        assertEquals(1_000_000, result.outputBytes().length);
        assertEquals(1_000_000, result.errorBytes().length);
    }

    @Test
    void inputThatNobodyReadsIsNoError() {
        assertTrue(shell("exit 0").reading("x".repeat(1_000_000)).run().succeeded());
    }

    @Test
    void aProgramThatWaitsForInputFindsItsEnd() {
        assertEquals("", Command.of("cat").run().output());
    }

    @Test
    void theEnvironmentCanBeExtendedAndCut() {
        Command show = shell("echo ${COURSE_A-none} ${HOME-none}");

        assertEquals("1 none\n", show.with("COURSE_A", "1").without("HOME").run().output());
    }

    @Test
    void aMissingProgramIsNamedTogetherWithTheRemedy() {
        MissingToolException missing = assertThrows(MissingToolException.class,
                () -> Command.of("no-such-program-anywhere", "x").run());

        assertEquals("no-such-program-anywhere", missing.tool());
        assertTrue(missing.remedy().contains("./jbang doctor"));
    }

    @Test
    void aMissingDirectoryIsNoMissingProgram(@TempDir Path folder) {
        Command lost = Command.of("true").in(folder.resolve("gone"));

        assertThrows(UncheckedIOException.class, lost::run);
    }

    @Test
    void aProgramIsLookedForOnThePathThatItIsGiven(@TempDir Path folder) throws IOException {
        Path program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho mine\n");
        assertTrue(program.toFile().setExecutable(true));

        assertEquals("mine\n", Command.of("tool").with("PATH", folder.toString()).run().output());
    }

    @Test
    void aHangingProgramIsKilledWithItsChildrenAndWhatItSaidIsShown(@TempDir Path folder)
            throws IOException {
        Path note = folder.resolve("child");
        Command hang = shell("echo started; sleep 1000 & echo $! > " + note + "; wait");

        CommandTimedOutException late = assertThrows(CommandTimedOutException.class,
                () -> hang.within(SHORT).run());

        assertTrue(late.getMessage().contains("started"), late.getMessage());
        long child = Long.parseLong(Files.readString(note).strip());
        assertTrue(ProcessHandle.of(child).map(ProcessHandle::onExit)
                .map(end -> end.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .map(handle -> !handle.isAlive()).orElse(true), "the child was killed too");
    }

    @Test
    void aChildThatOutlivesTheProgramIsNotWaitedFor() {
        CommandResult result = shell("sleep 1000 & echo $!").run();

        long child = Long.parseLong(result.output().strip());
        assertTrue(ProcessHandle.of(child).map(ProcessHandle::destroyForcibly).orElse(false),
                "the child was still running");
    }

    @Test
    void aFailureShowsTheCommandAndTheEndOfWhatItSaid() {
        CommandResult result = shell("for i in 1 2 3; do echo line $i >&2; done; exit 7").run();

        CommandFailedException failed = assertThrows(CommandFailedException.class,
                result::orElseThrow);

        assertTrue(failed.getMessage().contains("exit code 7"), failed.getMessage());
        assertTrue(failed.getMessage().contains("line 3"), failed.getMessage());
        assertEquals(7, failed.result().exitCode());
    }
}
