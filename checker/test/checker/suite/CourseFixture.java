package checker.suite;

import checker.kernel.KernelFixture;
import checker.process.Command;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A clone of a course with one step: to make {@code Answer()} return 42 instead of 0. It has one
 * mistake, which returns 41, and one variant, which returns 6 * 7.
 */
final class CourseFixture {

    private static final String START = "int Answer(void) { return 0; }\n";
    private static final String DONE = "int Answer(void) { return 42; }\n";

    private final Repository repository;
    private final KernelFixture kernel;

    private CourseFixture(Repository repository, KernelFixture kernel) {
        this.repository = repository;
        this.kernel = kernel;
    }

    static CourseFixture in(Path root) throws IOException {
        Files.createDirectories(root.resolve("checker"));
        Files.writeString(root.resolve("checker/deps.java"), "interface deps {}\n");
        Files.writeString(root.resolve(".gitignore"), "/build/\n/log/\n");
        Files.writeString(root.resolve(".gitattributes"), "*.patch -text\n");
        KernelFixture kernel = KernelFixture.in(root.resolve("kernel"));
        kernel.write("Answer.c", START);
        kernel.replace("Makefile", "CPU.c $(PROBES)", "CPU.c Answer.c $(PROBES)");
        Path lesson = Files.createDirectories(root.resolve("steps/01-answer"))
                .resolve("lesson.adoc");
        Files.writeString(lesson, "= Answer\n== The hardware\n== The contract\n"
                + "== What goes wrong\n== Exercises\n");
        CourseFixture fixture = new CourseFixture(new Repository(root), kernel);
        fixture.git("init", "--quiet");
        fixture.commit("start");
        fixture.patch("patches/0001-answer-return-42.patch", "answer: return 42", DONE);
        kernel.write("Answer.c", DONE);
        fixture.commit("done");
        fixture.mistake("off-by-one", "return 41;");
        fixture.variant("product", "return 6 * 7;");
        return fixture;
    }

    Repository repository() {
        return repository;
    }

    KernelFixture kernel() {
        return kernel;
    }

    /** Adds a wrong solution, to be caught by the case AnswerIsRight with the hint "off". */
    void mistake(String name, String body) throws IOException {
        patch("mistakes/" + name + ".patch", "answer: " + name
                + "\n\nCheck: AnswerIsRight\nHint: off", "int Answer(void) { " + body + " }\n");
    }

    void variant(String name, String body) throws IOException {
        patch("variants/" + name + ".patch", "answer: " + name,
                "int Answer(void) { " + body + " }\n");
    }

    /** Changes the text of a file of the step. */
    void editStep(String name, String old, String replacement) throws IOException {
        Path file = step().resolve(name);
        Files.writeString(file, Files.readString(file).replace(old, replacement));
    }

    /** Commits everything as it is. */
    void commit(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--message", message);
    }

    /** Writes a mail of the change from the kernel as it is to another Answer.c. */
    private void patch(String name, String message, String answer) throws IOException {
        String before = Files.readString(kernel.folder().resolve("Answer.c"));
        kernel.write("Answer.c", answer);
        commit(message);
        Path file = step().resolve(name);
        Files.createDirectories(file.getParent());
        String mail = git("format-patch", "-1", "--stdout", "--zero-commit", "--no-signature",
                "--full-index", name.startsWith("patches/") ? "--numbered" : "--no-numbered",
                "HEAD", "--", "kernel");
        git("reset", "--quiet", "--soft", "HEAD~1");
        kernel.write("Answer.c", before);
        Files.writeString(file, mail);
        commit("add " + name);
    }

    private Path step() {
        return repository.root().resolve("steps/01-answer");
    }

    private String git(String... words) {
        List<String> identity = List.of("git", "-c", "user.name=T", "-c", "user.email=t@example",
                "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false");
        return Command.of(Stream.concat(identity.stream(), Stream.of(words)).toList())
                .in(repository.root()).run().orElseThrow().output();
    }
}
