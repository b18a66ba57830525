package checker.course;

import checker.process.Command;
import checker.repository.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A small course in a temporary folder: a kernel of three files, three steps of two patches each,
 * a mistake and a variant.
 *
 * @param root the clone's top folder
 */
record SampleCourse(Path root) {

    static final String FIRST_STEP = "steps/01-first/patches/";

    /** A course without a patch. */
    static SampleCourse empty(Path folder) {
        SampleCourse course = new SampleCourse(folder);
        course.write(".gitattributes", "* text=auto eol=lf\n*.patch -text\n");
        course.write("checker/deps.java", "interface deps {}\n");
        course.write("kernel/memory.c", numbered("memory", 40));
        course.write("kernel/tasks.c", numbered("tasks", 40));
        course.write("kernel/boot/start.S", numbered("start", 10));
        for (String step : List.of("00-baseline", "01-first", "02-second", "03-third")) {
            course.write("steps/" + step + "/lesson.adoc", "= " + step + "\n");
        }
        course.git("init", "--quiet", "--template=", "--initial-branch=main");
        course.git("config", "user.name", "An Author");
        course.git("config", "user.email", "author@example.invalid");
        course.commitAll("course: begin");
        return course;
    }

    /** A course of three steps. */
    static SampleCourse whole(Path folder) {
        SampleCourse course = empty(folder);
        course.run("branches");
        for (int step = 1; step <= 3; step++) {
            course.git("switch", "--quiet", "-c", "step-" + step, "step-" + (step - 1));
            course.replace("kernel/memory.c", "memory " + step * 10 + "\n",
                    "memory " + step * 10 + " by step " + step + "\nmore by step " + step + "\n");
            course.commitAll("memory: change by step " + step + "\n\nSince it is step " + step
                    + ".");
            course.write("kernel/new" + step + ".c", numbered("new" + step, 5));
            course.replace("kernel/tasks.c", "tasks 5\n", "tasks 5\ntasks by step " + step + "\n");
            course.commitAll("tasks: change by step " + step);
        }
        course.git("switch", "--quiet", "main");
        course.run("fold");
        course.commitAll("course: three steps");
        course.addTrials();
        course.git("repack", "-a", "-d", "--quiet"); // a few files are copied faster than many
        course.git("pack-refs", "--all");
        return course;
    }

    /** A copy in another folder, as quick as a test wants it. */
    SampleCourse copyTo(Path folder) {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Path copy = folder.resolve(root.relativize(path).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SampleCourse(folder);
    }

    Repository repository() {
        return new Repository(root);
    }

    /** Runs a {@code course} subcommand in this clone; its exceptions come through. */
    int run(String... arguments) {
        return run(Writer.nullWriter(), arguments);
    }

    /** The same with its output. */
    int run(Writer output, String... arguments) {
        CommandLine command = new CommandLine(new CourseCommand());
        CommandLine chosen = command.parseArgs(arguments).subcommand().commandSpec().commandLine();
        chosen.setOut(new PrintWriter(output, true));
        return ((CourseAction) chosen.getCommand()).run(repository());
    }

    /** Runs git and gives its output. */
    String git(String... arguments) {
        Command command = Command.of("git").and(arguments).in(root);
        return command.run().orElseThrow().output().strip();
    }

    void commitAll(String message) {
        git("add", "--all");
        git("commit", "--quiet", "--no-verify", "-m", message);
    }

    void write(String path, String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String old, String replacement) {
        String text = read(path);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(path + " has no '" + old + "'");
        }
        write(path, text.replace(old, replacement));
    }

    /** Every file's content, all branches and the index: what a refusal must not change. */
    TreeMap<String, String> everything() {
        TreeMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString();
                if (!path.startsWith(".git/") || path.startsWith(".git/refs/heads/")
                        || path.equals(".git/HEAD") || path.equals(".git/packed-refs")) {
                    all.put(path, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.put("index", git("ls-files", "--stage"));
        return all;
    }

    static String numbered(String name, int lines) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(1, lines).forEach(line -> text.append(name + " " + line + "\n"));
        return text.toString();
    }

    private void addTrials() {
        git("switch", "--quiet", "-c", "trial", "step-2");
        replace("kernel/memory.c", "memory 36\n", "memory wrong\n");
        commitAll("memory: a mistake\n\nCheck: SecondTest.isRight\nHint: look at\n memory");
        addTrial("02-second/mistakes/wrong-memory.patch");
        git("reset", "--quiet", "--hard", "step-2");
        replace("kernel/tasks.c", "tasks 38\n", "tasks otherwise\n");
        commitAll("tasks: another way");
        addTrial("02-second/variants/otherwise.patch");
        git("switch", "--quiet", "main");
        git("branch", "--quiet", "-D", "trial");
        run("branches");
    }

    private void addTrial(String path) {
        String mail = git("format-patch", "-1", "--stdout", "--full-index") + "\n";
        git("switch", "--quiet", "main");
        write("steps/" + path, mail);
        git("add", "steps");
        git("commit", "--quiet", "-m", "course: a trial");
        git("switch", "--quiet", "trial");
    }
}
