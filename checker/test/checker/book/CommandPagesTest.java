package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.report.Cause;
import checker.report.Outcome;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/** What pages say of commands comes out of the commands, and the course's page has all of them. */
class CommandPagesTest {

    private static final String CATALOG = """
            {"aliases": {
              "check": {"script-ref": "checker/check.java"},
              "course": {"script-ref": "checker/course.java"},
              "far": {"script-ref": "checker/far.java"}}}
            """;

    @TempDir private Path folder;
    private SampleBook sample;

    @BeforeEach
    void make() throws IOException {
        sample = SampleBook.in(folder);
        sample.write("jbang-catalog.json", CATALOG);
        sample.write("checker/check.java", script("checker.cli.CheckCommand.execute"));
        sample.write("checker/course.java", script("checker.course.CourseCommand"));
        sample.write("checker/far.java", script("checker.far.FarCommand"));
    }

    private static String script(String call) {
        return "/** {@link checker.none.NoneCommand} */\nclass one {\n"
                + "    public static void main(String... arguments) { " + call + "(); }\n}\n";
    }

    private Book build() throws IOException {
        return Book.build(sample.repository(), SampleBook.OUTPUTS);
    }

    @Test
    void optionsExitCodesAndOutcomesAreThoseOfTheCommands() throws IOException {
        sample.lesson("""
                = Answer

                Type `./jbang check step-1 --hint=2` or `./jbang course diff step-1 --stat`, see
                <<check-arch>>.

                options::check[]

                options::course diff[only="--mine"]

                exits::check[]

                outcomes::all[]
                """);
        build();
        String page = sample.built("01-answer.html");
        String words = page.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");

        assertTrue(words.contains("STEP step-1, 1 or 01-cpu-discovery. Without"), words);
        assertTrue(words.contains("--hint[=LEVEL] More of the hint"), words);
        assertTrue(words.contains("--accel=tcg|kvm kvm lets"), words);
        assertTrue(words.contains("without reproducible time. Default: tcg."), words);
        assertTrue(words.contains("or Claim.behaviour/machine; * stands for anything."), words);
        assertTrue(words.contains("--mine Your lab against the reference"), words);
        assertTrue(words.contains("14 internal error: the checker or this host"), words);
        assertTrue(words.contains("timed out x 11 yes no first byte on the serial line"), words);
        assertTrue(page.contains("<a id=\"check-json\"></a>"), page);
        assertTrue(!words.contains("--stat Only"), words);
    }

    @Test
    void whatNoCommandHasIsNamedByFileAndLine() throws IOException {
        sample.lesson("""
                = Answer

                options::chess[]

                options::course begin[]

                options::check[only="--seed --slow"]

                exits::course diff[]

                options::check[all="yes"]

                outcomes::some[]

                options::far[]

                Type `./jbang play`, `./jbang course start step-1 --fast` or `./jbang check -x`.

                Not wrong: `./jbang check step-1 --seed 1 | grep --count x`, ./jbang course.
                """);
        BookFailedException thrown = assertThrows(BookFailedException.class, this::build);

        assertEquals(List.of(
                "3: there is no command chess",
                "5: there is no command course begin",
                "7: ./jbang check has no option --slow",
                "9: ./jbang course diff lists no exit codes",
                "11: write options::COMMAND[only=\"--OPTION --OPTION\"]",
                "13: write outcomes::all[]",
                "15: the book is built without checker.far.FarCommand",
                "17: ./jbang check has no option -x",
                "17: ./jbang course start has no option --fast",
                "17: there is no command play"),
                thrown.problems().stream().map(Problem::toString)
                        .map(text -> text.replaceFirst("^steps/01-answer/lesson.adoc:", ""))
                        .toList());
    }

    @Test
    void theManualHasEveryCommandOutcomeAndCause() throws IOException {
        Repository repository = Repository.find();
        String manual = Files.readString(repository.root().resolve("book/checking.adoc"));
        Commands commands = Commands.of(repository.root());
        List<String> names = commands.names().stream().flatMap(name -> {
            CommandSpec command = commands.find(name);
            return command.subcommands().isEmpty() ? Stream.of(name)
                    : command.subcommands().keySet().stream().map(below -> name + " " + below);
        }).toList();

        assertEquals(List.of(), names.stream()
                .filter(name -> !manual.contains("\noptions::" + name + "[")).toList());
        assertEquals(List.of(), commands.names().stream()
                .filter(name -> !manual.contains("\nexits::" + name + "[")).toList());
        assertEquals(List.of(), Stream.concat(
                        Stream.of(Outcome.values()).map(Outcome::words),
                        Stream.of(Cause.values()).map(Cause::words))
                .filter(words -> !manual.contains("\n" + words + "::\n")).toList());
    }
}
