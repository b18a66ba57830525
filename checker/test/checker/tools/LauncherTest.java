package checker.tools;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.Command;
import checker.process.CommandResult;
import checker.process.Programs;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on machines that lack something: its PATH leads to a folder with only what every
 * system has, and with scripts in place of package managers, JDK and JBang.
 */
class LauncherTest {

    /** What each system has; everything else is missing. */
    private static final List<String> BASICS = List.of(
            "bash", "sh", "sed", "paste", "cat", "cksum", "find", "head", "mkdir", "mv", "rm",
            "touch", "id", "env", "readlink", "flock", "grep", "cut", "true");
    private static final Path ROOT = Repository.find().root();

    @TempDir
    private Path folder;
    private Path bin;
    private Path home;

    @BeforeEach
    void aBareMachine() throws IOException {
        bin = Files.createDirectories(folder.resolve("bin"));
        home = Files.createDirectories(folder.resolve("home of mine"));
        for (String program : BASICS) {
            // A script, not a link: a test that replaces it must not write through to the system.
            script(program, "exec " + Programs.find(program).orElseThrow() + " \"$@\"");
        }
    }

    private void script(String name, String body) throws IOException {
        script(bin.resolve(name), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n", StandardOpenOption.CREATE_NEW);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** A JDK of that version, as far as the launcher looks. */
    private Path jdk(String version) throws IOException {
        Path jdk = folder.resolve("jdk-" + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version
                + "\"\n");
        for (String program : List.of("java", "javac")) {
            script(jdk.resolve("bin").resolve(program), "exit 9");
        }
        return jdk;
    }

    /** A JBang that says how it was called. */
    private void ownJBang(String version) throws IOException {
        script("jbang", """
                case $1 in
                version) echo %s ;;
                build) echo "built $2" >> "%s" ;;
                *) for word; do echo "[$word]"; done ;;
                esac""".formatted(version, folder.resolve("builds")));
    }

    private Command launcher(String... arguments) {
        return Command.of(ROOT.resolve("jbang").toString()).and(arguments).in(ROOT)
                .with("PATH", bin.toString()).with("HOME", home.toString())
                .without("XDG_CACHE_HOME").without("JBANG_DIR").without("JBANG_CACHE_DIR")
                .without("JAVA_HOME").without("JBANG_REPO").without("SMP_COURSE_JBANG")
                .withErrorsInOutput();
    }

    private Command launcherWithJdk(String... arguments) throws IOException {
        return launcher(arguments).with("JAVA_HOME", jdk("17.0.9").toString());
    }

    @Test
    void withoutArgumentsItListsTheCommandsOfTheCatalog() {
        CommandResult result = launcher().run().orElseThrow();

        for (String command : List.of("check", "course", "test", "doctor")) {
            assertTrue(result.lines().stream().anyMatch(line ->
                    line.matches(" +" + command + " +\\S.*")), result.output());
        }
    }

    @Test
    void anUnknownCommandIsRefusedAtOnceInsteadOfBeingLookedForOnTheNetwork() {
        CommandResult result = launcher("chekc", "step-1").run();

        assertEquals(2, result.exitCode());
        assertTrue(result.output().startsWith("jbang: there is no command 'chekc'."),
                result.output());
    }

    @Test
    void anInstalledJBangRunsTheCommandWithItsArgumentsUnchanged() throws IOException {
        ownJBang("0.132.1");

        CommandResult result = launcherWithJdk("doctor", "--help", "a  b", "$x'\"", "").run();

        assertEquals(List.of("[run]", "[doctor@" + ROOT.resolve("jbang-catalog.json") + "]",
                "[--help]", "[a  b]", "[$x'\"]", "[]"), result.lines());
    }

    @Test
    void aCommandIsBuiltOnceUntilTheSettingsChange() throws IOException {
        ownJBang("0.132.1");
        Command call = launcherWithJdk("doctor", "--help");

        call.run().orElseThrow();
        call.run().orElseThrow();
        assertEquals(1, Files.readAllLines(folder.resolve("builds")).size());

        call.with("JBANG_DIR", folder.resolve("other").toString()).run().orElseThrow();
        assertEquals(2, Files.readAllLines(folder.resolve("builds")).size());
    }

    @Test
    void callsAtTheSameTimeBuildOneAfterTheOther() throws Exception {
        script("jbang", """
                case $1 in
                version) echo 0.132.1 ;;
                build) mkdir %1$s || exit 9; sed -n 1p /dev/null; rm -r %1$s ;;
                *) echo ran ;;
                esac""".formatted(folder.resolve("building")));
        Command call = launcherWithJdk("doctor", "--help");

        List<CommandResult> results = List.of(1, 2, 3, 4).parallelStream()
                .map(number -> call.run()).toList();

        for (CommandResult result : results) {
            assertTrue(result.succeeded() && result.output().endsWith("ran\n"), result.output());
        }
    }

    @Test
    void anOldJBangIsNotUsedAndSaidSo() throws IOException {
        ownJBang("0.99.1");
        script("apt-get", "exit 0");

        CommandResult result = launcherWithJdk("doctor").with("SMP_COURSE_INSTALL", "no").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("is JBang 0.99.1, older than"), result.output());
        assertTrue(result.output().contains("maven      fetches JBang"), result.output());
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws IOException {
        script("apt-get", "exit 0");
        script("apt-cache", "exit 0");
        Command doctor = launcherWithJdk("doctor").with("SMP_COURSE_INSTALL", "no");
        CommandResult nothing = doctor.run();
        ownJBang("0.99.1");
        CommandResult old = launcherWithJdk("course", "status")
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
        ownJBang("0.132.1");

        assertTrue(launcherWithJdk("doctor").run().output().startsWith("[run]"));
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws IOException {
        ownJBang("0.132.1");
        Path good = jdk("21");
        Path between = Files.createSymbolicLink(folder.resolve("alternative"),
                good.resolve("bin/javac"));
        Files.createSymbolicLink(bin.resolve("javac"), between);

        CommandResult result = launcher("doctor", "--help")
                .with("JAVA_HOME", jdk("11.0.2").toString()).run();

        assertTrue(result.succeeded(), result.output());
        assertTrue(result.output().contains("holds no JDK 17 or newer; using " + good),
                result.output());
    }

    @Test
    void withoutRightsTheExactCommandIsNamedAndNothingIsDone() throws IOException {
        ownJBang("0.132.1");
        script("apt-get", "echo called >> " + folder.resolve("apt"));
        script("apt-cache", "exit 0");
        script("id", "echo 1000");
        script("sudo", "exit 1");

        CommandResult result = launcherWithJdk("course", "status").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.lines().contains("    sudo apt-get update"), result.output());
        assertTrue(result.lines().contains(
                "    sudo apt-get -y install --no-install-recommends git"), result.output());
        assertFalse(Files.exists(folder.resolve("apt")));
    }

    @Test
    void withRightsItSaysWhatItInstallsThenInstallsItThenRuns() throws IOException {
        ownJBang("0.132.1");
        script("id", "echo 1000");
        script("sudo", "[ \"$1\" = -n ] && shift; exec \"$@\"");
        script("apt-cache", "exit 0");
        script("apt-get", """
                case "$*" in
                *install*git*) echo '#!/bin/sh' > %1$s/git; /bin/chmod +x %1$s/git ;;
                esac
                echo "apt-get $*" >> %2$s""".formatted(bin, folder.resolve("apt")));

        CommandResult result = launcherWithJdk("course", "status").run();

        assertTrue(result.succeeded(), result.output());
        assertTrue(result.output().contains("jbang: installing with apt: git"), result.output());
        List<String> calls = Files.readAllLines(folder.resolve("apt"));
        assertEquals(2, calls.size());
        assertTrue(calls.get(0).endsWith(" update"), calls.get(0));
        assertTrue(calls.get(1).endsWith(" install --no-install-recommends git"), calls.get(1));
    }

    @Test
    void anInstallationThatFailsNamesTheCommand() throws IOException {
        ownJBang("0.132.1");
        script("id", "echo 0");
        script("apt-cache", "exit 100");
        script("apt-get", "echo 'E: no network' >&2; exit 100");

        CommandResult result = launcherWithJdk("course", "status").run();

        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("the installation failed"), result.output());
        assertTrue(result.lines().contains(
                "    apt-get -y install --no-install-recommends git"), result.output());
    }

    @Test
    void onAnUnknownSystemTheToolsAreNamed() throws IOException {
        ownJBang("0.132.1");

        CommandResult result = launcherWithJdk("course", "status").run();

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
            Files.copy(ROOT.resolve(part), clone.resolve(part), COPY_ATTRIBUTES);
        }
        ownJBang("0.132.1");

        CommandResult result = Command.of(clone.resolve("jbang").toString(), "doctor", "--help")
                .in(folder).with("PATH", bin.toString()).with("HOME", "/nonexistent")
                .with("JAVA_HOME", jdk("17").toString()).run().orElseThrow();

        assertTrue(result.output().contains("[doctor@" + clone), result.output());
        assertTrue(Files.isDirectory(clone.resolve("build/home")));
    }
}
