package checker.book;

import checker.kernel.ContentKey;
import checker.process.Programs;
import checker.report.Outcome;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps what commands printed, by the contents of all that it depends on: the kernel, the checker's
 * sources and the patches that hints show, the tools, and the command.
 */
final class KeptRuns implements Runs {

    private static final List<String> TOOLS = List.of(
            "qemu-system-x86_64", "qemu-system-i386", "clang", "ld.lld", "make");

    private final Repository repository;
    private final Runs runs;

    KeptRuns(Repository repository, Runs runs) {
        this.repository = repository;
        this.runs = runs;
    }

    @Override
    public Output check(Path kernel, List<String> arguments) {
        try {
            Path folder = Files.createDirectories(repository.build().resolve("book-runs"));
            Path file = folder.resolve(key(kernel, arguments) + ".txt");
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                return new Output(Integer.parseInt(lines.get(0)), lines.subList(1, lines.size()));
            }
            Output output = runs.check(kernel, arguments);
            if (!isVerdict(output.exitCode())) {
                return output;
            }
            List<String> lines = new ArrayList<>(List.of(String.valueOf(output.exitCode())));
            lines.addAll(output.lines());
            Path whole = Files.createTempFile(folder, "run-", ".new");
            Files.write(whole, lines);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the output of check", e);
        }
    }

    /** An error of the checker or the host may be over the next time. */
    private static boolean isVerdict(int exitCode) {
        return exitCode == Outcome.PASSED.exitCode() || Arrays.stream(Outcome.values())
                .anyMatch(each -> each.blamesTheKernel() && each.exitCode() == exitCode);
    }

    private String key(Path kernel, List<String> arguments) throws IOException {
        ContentKey key = new ContentKey();
        arguments.forEach(key::word);
        add(key, kernel);
        for (String part : List.of("src", "probes", "guest", "nursery")) {
            add(key, repository.root().resolve("checker").resolve(part));
        }
        key.file(repository.root().resolve("checker").resolve("deps.java"));
        add(key, repository.stepsFolder());
        for (String tool : TOOLS) {
            Optional<Path> program = Programs.find(tool);
            key.word(tool + program.map(KeptRuns::version).orElse(""));
        }
        return key.text();
    }

    /** The files of a folder that a check may read: of the steps, only the patches. */
    private static void add(ContentKey key, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                if (!path.toString().endsWith(".adoc") && !path.toString().endsWith(".svg")) {
                    key.word(folder.relativize(path).toString()).file(path);
                }
            }
        }
    }

    /** What tells one version of a program from another without starting it. */
    private static String version(Path program) {
        try {
            return " " + Files.size(program) + " " + Files.getLastModifiedTime(program).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + program, e);
        }
    }
}
