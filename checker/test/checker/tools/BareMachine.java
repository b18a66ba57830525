package checker.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.Command;
import checker.process.Programs;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A machine that lacks nearly everything, as far as the launcher can tell: its PATH leads to a
 * folder with only what every system has, and with scripts in place of package managers, JDK and
 * JBang.
 */
final class BareMachine {

    static final Path ROOT = Repository.find().root();

    /** What each system has; everything else is missing. */
    private static final List<String> BASICS = List.of(
            "bash", "sh", "sed", "paste", "cat", "cksum", "find", "head", "mkdir", "mv", "rm",
            "touch", "id", "env", "readlink", "flock", "grep", "cut", "true");

    private final Path folder;
    private final Path bin;
    private final Path home;

    BareMachine(Path folder) throws IOException {
        this.folder = folder;
        bin = Files.createDirectories(folder.resolve("bin"));
        home = Files.createDirectories(folder.resolve("home of mine"));
        for (String program : BASICS) {
            // A script, not a link: a test that replaces it must not write through to the system.
            script(program, "exec " + Programs.find(program).orElseThrow() + " \"$@\"");
        }
    }

    /** The folder that the PATH leads to. */
    Path bin() {
        return bin;
    }

    Path home() {
        return home;
    }

    /** Puts a program on the PATH. */
    void script(String name, String body) throws IOException {
        script(bin.resolve(name), body);
    }

    static void script(Path file, String body) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n", StandardOpenOption.CREATE_NEW);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** A JDK of that version, as far as the launcher looks. */
    Path jdk(String version) throws IOException {
        Path jdk = folder.resolve("jdk-" + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version
                + "\"\n");
        for (String program : List.of("java", "javac")) {
            script(jdk.resolve("bin").resolve(program), "exit 9");
        }
        return jdk;
    }

    /** A JBang that says how it was called, and notes what it builds in the file {@code builds}. */
    void ownJBang(String version) throws IOException {
        script("jbang", """
                case $1 in
                version) echo %s ;;
                build) echo "built $2" >> "%s" ;;
                *) for word; do echo "[$word]"; done ;;
                esac""".formatted(version, folder.resolve("builds")));
    }

    Command launcher(String... arguments) {
        return Command.of(ROOT.resolve("jbang").toString()).and(arguments).in(ROOT)
                .with("PATH", bin.toString()).with("HOME", home.toString())
                .without("XDG_CACHE_HOME").without("JBANG_DIR").without("JBANG_CACHE_DIR")
                .without("JAVA_HOME").without("JBANG_REPO").without("SMP_COURSE_JBANG")
                .withErrorsInOutput();
    }

    Command launcherWithJdk(String... arguments) throws IOException {
        return launcher(arguments).with("JAVA_HOME", jdk("17.0.9").toString());
    }
}
