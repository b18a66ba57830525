package checker.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command, with files for its input and outputs. A pipe would have to be drained by
 * threads, and what is left in it when the program ends is lost or not by chance: Java closes a
 * pipe as soon as the program has gone. A file keeps all that the program wrote.
 */
final class RunningCommand implements AutoCloseable {

    private final Command command;
    private final Path folder;
    private final Path output;
    private final Path errors;

    RunningCommand(Command command) throws IOException {
        this.command = command;
        this.folder = Files.createTempDirectory("command");
        this.output = folder.resolve("output");
        this.errors = folder.resolve("errors");
    }

    /** Runs the program to its end, or kills it at its limit. */
    CommandResult run(Path program) throws IOException {
        long started = System.nanoTime();
        Process process = builder(program).start();
        try {
            if (!process.waitFor(command.limit().toNanos(), TimeUnit.NANOSECONDS)) {
                kill(process);
                throw new CommandTimedOutException(command.arguments(), command.limit(),
                        text(output) + text(errors));
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException(command);
        }
        return new CommandResult(command.arguments(), process.exitValue(), bytes(output),
                bytes(errors), Duration.ofNanos(System.nanoTime() - started));
    }

    private ProcessBuilder builder(Path program) throws IOException {
        List<String> line = new ArrayList<>(command.arguments());
        line.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(input())
                .redirectOutput(output.toFile())
                .redirectErrorStream(command.errorsInOutput());
        if (!command.errorsInOutput()) {
            builder.redirectError(errors.toFile());
        }
        command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
        command.environment().forEach((variable, value) -> value.ifPresentOrElse(
                text -> builder.environment().put(variable, text),
                () -> builder.environment().remove(variable)));
        return builder;
    }

    private File input() throws IOException {
        return command.input().length == 0 ? new File("/dev/null")
                : Files.write(folder.resolve("input"), command.input()).toFile();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        for (String name : List.of("input", "output", "errors")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
