package checker.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.process.Command;
import checker.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes from which Java starts faster, and which the launcher looks after. */
class ClassArchiveTest {

    private static final String MAKES = "[-XX:ArchiveClassesAtExit=";

    @TempDir
    private Path folder;
    private BareMachine machine;
    private Path archive;

    /** A command that was prepared with the pinned JBang, and a Java that says how it is called. */
    @BeforeEach
    void aPreparedCommand() throws IOException {
        machine = new BareMachine(folder);
        machine.ownJBang("0.132.1");
        call("--help").run().orElseThrow();
        Path note;
        try (Stream<Path> clones = Files.list(machine.home().resolve(".cache/smp-course"))) {
            note = clones.filter(Files::isDirectory).findFirst().orElseThrow().resolve("doctor");
        }
        archive = note.resolveSibling("doctor.jsa");
        Path java = machine.jdk("17.0.9").resolve("bin/java");
        BareMachine.script(java, """
                for word; do
                    echo "[$word]"
                    case $word in -XX:Archive*) echo classes > "${word#*=}" ;; esac
                done""");
        Files.write(note, List.of(Files.readAllLines(note).get(0), java + " -cp x check"));
    }

    private Command call(String... arguments) throws IOException {
        return machine.launcherWithJdk("doctor").and(arguments);
    }

    private List<String> run(String... arguments) throws IOException {
        // jdk() would put a Java of its own in the place of ours
        CommandResult result = machine.launcher("doctor").and(arguments)
                .with("JAVA_HOME", folder.resolve("jdk-17.0.9").toString()).run();
        return result.orElseThrow().lines();
    }

    @Test
    void theFirstStepLeavesItAndTheNextRunsTakeIt() throws IOException {
        assertEquals(List.of("[-cp]", "[x]", "[check]", "[--help]"), run("--help"));

        assertTrue(run("step-1").get(0).startsWith(MAKES + archive + "."));
        for (String argument : List.of("step-1", "--help")) {
            assertEquals(List.of("[-XX:SharedArchiveFile=" + archive + "]", "[-cp]", "[x]",
                    "[check]", "[" + argument + "]"), run(argument));
        }
    }

    @Test
    void oneThatIsStillBeingWrittenIsLeftAlone() throws IOException {
        Path unfinished = archive.resolveSibling("doctor.jsa." + ProcessHandle.current().pid());
        Files.writeString(unfinished, "half");

        assertTrue(run("step-1").get(0).startsWith(MAKES));
        assertEquals("half", Files.readString(unfinished));
    }

    @Test
    void anotherBuildMakesAnotherOne() throws IOException {
        Files.writeString(archive, "of the build before");
        Files.delete(archive.resolveSibling("doctor"));

        call("step-1").run().orElseThrow();

        assertTrue(Files.notExists(archive));
    }
}
