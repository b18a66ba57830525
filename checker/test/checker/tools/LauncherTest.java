package checker.tools;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.Command;
import checker.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something. */
class LauncherTest {

    @TempDir
    private Path folder;
    private BareMachine machine;

    @BeforeEach
    void aBareMachine() throws IOException {
        machine = new BareMachine(folder);
    }

    @Test
    void withoutArgumentsItListsTheCommandsOfTheCatalog() {
        CommandResult result = machine.launcher().run().orElseThrow();

        for (String command : List.of("check", "course", "test", "doctor")) {
            assertTrue(result.lines().stream().anyMatch(line ->
                    line.matches(" +" + command + " +\\S.*")), result.output());
        }
    }

    @Test
    void anUnknownCommandIsRefusedAtOnceInsteadOfBeingLookedForOnTheNetwork() {
        CommandResult result = machine.launcher("chekc", "step-1").run();

        assertEquals(2, result.exitCode());
        assertTrue(result.output().startsWith("jbang: there is no command 'chekc'."),
                result.output());
    }

    @Test
    void anInstalledJBangRunsTheCommandWithItsArgumentsUnchanged() throws IOException {
        machine.ownJBang("0.132.1");

        CommandResult result = machine.launcherWithJdk("doctor", "--help", "a  b", "$x'\"", "")
                .run();

        assertEquals(List.of("[run]",
                "[doctor@" + BareMachine.ROOT.resolve("jbang-catalog.json") + "]", "[--help]",
                "[a  b]", "[$x'\"]", "[]"), result.lines());
    }

    @Test
    void aCommandIsBuiltOnceUntilTheSettingsChange() throws IOException {
        machine.ownJBang("0.132.1");
        Command call = machine.launcherWithJdk("doctor", "--help");

        call.run().orElseThrow();
        call.run().orElseThrow();
        assertEquals(1, Files.readAllLines(folder.resolve("builds")).size());

        call.with("JBANG_DIR", folder.resolve("other").toString()).run().orElseThrow();
        assertEquals(2, Files.readAllLines(folder.resolve("builds")).size());
    }

    @Test
    void callsAtTheSameTimeBuildOneAfterTheOther() throws Exception {
        machine.script("jbang", """
                case $1 in
                version) echo 0.132.1 ;;
                build) mkdir %1$s || exit 9; sed -n 1p /dev/null; rm -r %1$s ;;
                *) echo ran ;;
                esac""".formatted(folder.resolve("building")));
        Command call = machine.launcherWithJdk("doctor", "--help");

        List<CommandResult> results = List.of(1, 2, 3, 4).parallelStream()
                .map(number -> call.run()).toList();

        for (CommandResult result : results) {
            assertTrue(result.succeeded() && result.output().endsWith("ran\n"), result.output());
        }
    }

    @Test
    void anOldJBangIsNotUsedAndSaidSo() throws IOException {
        machine.ownJBang("0.99.1");
        machine.script("apt-get", "exit 0");

        CommandResult result = machine.launcherWithJdk("doctor")
                .with("SMP_COURSE_INSTALL", "no").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("is JBang 0.99.1, older than"), result.output());
        assertTrue(result.output().contains("maven      fetches JBang"), result.output());
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws IOException {
        machine.script("apt-get", "exit 0");
        machine.script("apt-cache", "exit 0");
        Command doctor = machine.launcherWithJdk("doctor").with("SMP_COURSE_INSTALL", "no");
        CommandResult nothing = doctor.run();
        machine.ownJBang("0.99.1");
        CommandResult old = machine.launcherWithJdk("course", "status")
                .with("SMP_COURSE_INSTALL", "no").run();

        for (String tool : List.of("maven", "git", "make", "clang", "qemu")) {
            assertTrue(nothing.output().contains("\n    " + tool + " "), nothing.output());
        }
        assertTrue(old.lines().contains(
                "    apt-get -y install --no-install-recommends maven git")
                || old.lines().contains(
                "    sudo apt-get -y install --no-install-recommends maven git"), old.output());
        assertEquals(1, old.lines().stream().filter(line -> line.contains("is JBang 0.99.1"))
                .count(), old.output());
    }

    @Test
    void aDoctorThatCanBeginTellsOfTheOthersHimself() throws IOException {
        machine.ownJBang("0.132.1");

        assertTrue(machine.launcherWithJdk("doctor").run().output().startsWith("[run]"));
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws IOException {
        machine.ownJBang("0.132.1");
        Path good = machine.jdk("21");
        Path between = Files.createSymbolicLink(folder.resolve("alternative"),
                good.resolve("bin/javac"));
        Files.createSymbolicLink(machine.bin().resolve("javac"), between);

        CommandResult result = machine.launcher("doctor", "--help")
                .with("JAVA_HOME", machine.jdk("11.0.2").toString()).run();

        assertTrue(result.succeeded(), result.output());
        assertTrue(result.output().contains("holds no JDK 17 or newer; using " + good),
                result.output());
    }

    @Test
    void withoutRightsTheExactCommandIsNamedAndNothingIsDone() throws IOException {
        machine.ownJBang("0.132.1");
        machine.script("apt-get", "echo called >> " + folder.resolve("apt"));
        machine.script("apt-cache", "exit 0");
        machine.script("id", "echo 1000");
        machine.script("sudo", "exit 1");

        CommandResult result = machine.launcherWithJdk("course", "status").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.lines().contains("    sudo apt-get update"), result.output());
        assertTrue(result.lines().contains(
                "    sudo apt-get -y install --no-install-recommends git"), result.output());
        assertFalse(Files.exists(folder.resolve("apt")));
    }

    @Test
    void withRightsItSaysWhatItInstallsThenInstallsItThenRuns() throws IOException {
        machine.ownJBang("0.132.1");
        machine.script("id", "echo 1000");
        machine.script("sudo", "[ \"$1\" = -n ] && shift; exec \"$@\"");
        machine.script("apt-cache", "exit 0");
        machine.script("apt-get", """
                case "$*" in
                *install*git*) echo '#!/bin/sh' > %1$s/git; /bin/chmod +x %1$s/git ;;
                esac
                echo "apt-get $*" >> %2$s""".formatted(machine.bin(), folder.resolve("apt")));

        CommandResult result = machine.launcherWithJdk("course", "status").run();

        assertTrue(result.succeeded(), result.output());
        assertTrue(result.output().contains("jbang: installing with apt: git"), result.output());
        List<String> calls = Files.readAllLines(folder.resolve("apt"));
        assertEquals(2, calls.size());
        assertTrue(calls.get(0).endsWith(" update"), calls.get(0));
        assertTrue(calls.get(1).endsWith(" install --no-install-recommends git"), calls.get(1));
    }

    @Test
    void anInstallationThatFailsNamesTheCommand() throws IOException {
        machine.ownJBang("0.132.1");
        machine.script("id", "echo 0");
        machine.script("apt-cache", "exit 100");
        machine.script("apt-get", "echo 'E: no network' >&2; exit 100");

        CommandResult result = machine.launcherWithJdk("course", "status").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("the installation failed"), result.output());
        assertTrue(result.lines().contains(
                "    apt-get -y install --no-install-recommends git"), result.output());
    }

    @Test
    void onAnUnknownSystemTheToolsAreNamed() throws IOException {
        machine.ownJBang("0.132.1");

        CommandResult result = machine.launcherWithJdk("course", "status").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("git        keeps the kernel's patch series"),
                result.output());
        assertTrue(result.output().contains("no apt, dnf or brew here"), result.output());
    }

    @Test
    void aHomeThatIsNotThereIsReplacedByTheBuildFolder() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("a clone's copy"));
        Files.createDirectories(clone.resolve("checker"));
        Files.createDirectories(clone.resolve("tools/jbang"));
        for (String part : List.of("jbang", "jbang-catalog.json", "tools/jbang/jdk.sh",
                "tools/jbang/tools.sh", "tools/jbang/tools.list", "tools/jbang/pom.xml",
                "tools/jbang/SHA256SUMS")) {
            Files.copy(BareMachine.ROOT.resolve(part), clone.resolve(part), COPY_ATTRIBUTES);
        }
        machine.ownJBang("0.132.1");

        CommandResult result = Command.of(clone.resolve("jbang").toString(), "doctor", "--help")
                .in(folder).with("PATH", machine.bin().toString()).with("HOME", "/nonexistent")
                .with("JAVA_HOME", machine.jdk("17").toString()).run().orElseThrow();

        assertTrue(result.output().contains("[doctor@" + clone), result.output());
        assertTrue(Files.isDirectory(clone.resolve("build/home")));
    }
}
