package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor thinks of tools that behave as tools sometimes do. */
class ToolboxTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private Item examine(String probe, Duration patience) {
        ToolNeed need = new ToolNeed("qemu", Set.of("check"), List.of(probe.split(",")),
                Optional.of(new Version("6.2")), Optional.of(new Version("7.2")),
                Map.of("apt", "qemu-system-x86"), "runs the machines");
        return new Toolbox(folder + ":/usr/bin:/bin", folder, patience).examine(need);
    }

    private Item examineScript(String script, Duration patience) throws IOException {
        Path tool = Files.writeString(folder.resolve("fake-qemu"), "#!/bin/sh\n" + script + "\n");
        assertTrue(tool.toFile().setExecutable(true));
        return examine("fake-qemu", patience);
    }

    @Test
    void aToolThatIsNewEnoughIsOk() throws IOException {
        Item item = examineScript("echo 'QEMU emulator version 8.1.2 (v8)'", LONG);

        assertEquals(Verdict.OK, item.verdict());
        assertEquals("8.1.2", item.found());
        assertEquals(folder.resolve("fake-qemu").toString(), item.remark());
    }

    @Test
    void aMissingToolIsMissingAndStopsChecks() {
        Item item = examine("no-such-qemu", LONG);

        assertEquals(Verdict.MISSING, item.verdict());
        assertTrue(item.stopsChecks());
    }

    @Test
    void aFileThatCannotBeRunIsNoTool() throws IOException {
        Files.writeString(folder.resolve("fake-qemu"), "#!/bin/sh\n");

        assertEquals(Verdict.MISSING, examine("fake-qemu", LONG).verdict());
    }

    @Test
    void aToolThatIsTooOldSaysWhatIsNeeded() throws IOException {
        Item item = examineScript("echo 'QEMU emulator version 5.2.0'", LONG);

        assertEquals(Verdict.TOO_OLD, item.verdict());
        assertTrue(item.remark().startsWith("at least 6.2 is needed"), item.remark());
        assertTrue(item.stopsChecks());
    }

    @Test
    void aToolOlderThanTestedIsOnlyNoted() throws IOException {
        Item item = examineScript("echo 'QEMU emulator version 7.0'", LONG);

        assertEquals(Verdict.NOTE, item.verdict());
        assertTrue(item.remark().contains("tested with 7.2"), item.remark());
    }

    @Test
    void aToolThatHangsIsBroken() throws IOException {
        Item item = examineScript("sleep 1000", SHORT);

        assertEquals(Verdict.BROKEN, item.verdict());
        assertTrue(item.remark().contains("does not answer"), item.remark());
    }

    @Test
    void aToolThatPrintsGarbageIsNotedWithPrintableCharactersOnly() throws IOException {
        Item item = examineScript("printf 'ab\\001\\033[31m\\377 none here\\n'", LONG);

        assertEquals(Verdict.NOTE, item.verdict());
        assertTrue(item.remark().endsWith("does not tell its version: ab [31m none here"),
                item.remark());
    }

    @Test
    void aToolThatFailsIsBrokenAndQuoted() throws IOException {
        Item item = examineScript("echo 'error while loading libpixman 1.2' >&2; exit 127", LONG);

        assertEquals(Verdict.BROKEN, item.verdict());
        assertTrue(item.remark().contains("exit code 127: error while loading"), item.remark());
    }

    @Test
    void aProgramForAnotherProcessorIsBroken() throws IOException {
        Path tool = Files.write(folder.resolve("fake-qemu"), new byte[] {0x7f, 'E', 'L', 'F', 9});
        assertTrue(tool.toFile().setExecutable(true));

        assertEquals(Verdict.BROKEN, examine("fake-qemu", LONG).verdict());
    }

    @Test
    void aFileIsFoundThroughWildcards() throws IOException {
        Path file = Files.createDirectories(folder.resolve("gcc/x86_64-linux-gnu/12/32"))
                .resolve("libgcc.a");
        Files.createFile(file);

        Item item = examine("/no/such," + folder + "/gcc/x86_64-*/*/32/libgcc.a", LONG);

        assertEquals(Verdict.OK, item.verdict());
        assertEquals(file.toString(), item.remark());
        assertEquals(Verdict.MISSING, examine(folder + "/gcc/arm-*/x", LONG).verdict());
    }

    @Test
    void aJavaWithoutCompilerIsNoJdk() {
        ToolNeed need = new ToolNeed("jdk", Set.of("start"), List.of("jdk"),
                Optional.of(new Version("17")), Optional.empty(), Map.of(), "runs the checker");

        Item item = new Toolbox("", folder, LONG).examine(need);

        assertEquals(Verdict.MISSING, item.verdict());
        assertTrue(item.remark().contains("no javac"), item.remark());
    }
}
