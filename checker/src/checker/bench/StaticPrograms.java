package checker.bench;

import checker.process.Command;
import checker.process.CommandResult;
import checker.report.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles programs for Linux with clang, which also builds ours, against Debian's C library, and
 * links them statically: they need no file but themselves, and no compiler of the host's for it.
 */
final class StaticPrograms {

    private final LinuxParts parts;
    private final Debian debian;
    private final Path folder;

    /** Puts programs into {@code folder}, which need not exist. */
    StaticPrograms(LinuxParts parts, Debian debian, Path folder) {
        this.parts = parts;
        this.debian = debian;
        this.folder = folder;
    }

    /**
     * Builds one.
     *
     * @throws BenchFailedException when it does not compile or link
     */
    byte[] build(Path source) {
        try {
            Files.createDirectories(folder);
            Path object = folder.resolve(source.getFileName() + ".o");
            Path program = folder.resolve(source.getFileName() + ".static");
            Path headers = parts.root().resolve("usr/include");
            run(List.of("clang", "--target=" + debian.tuple(), "-std=c11", "-O2", "-nostdlibinc",
                    "-isystem", headers.resolve(debian.tuple()).toString(),
                    "-isystem", headers.toString(), "-c", source.toString(),
                    "-o", object.toString()));
            run(link(object, program));
            return Files.readAllBytes(program);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build " + source, e);
        }
    }

    /** What a compiler's driver would say, but for the places. */
    private List<String> link(Path object, Path program) {
        Path library = parts.root().resolve("usr/lib").resolve(debian.tuple());
        Path compilers = parts.only("usr/lib/gcc/*/*/libgcc.a").getParent();
        List<String> line = new ArrayList<>(List.of("ld.lld", "-static", "--strip-all",
                "-m", debian.linkage(), "-o", program.toString()));
        Stream.of(library.resolve("crt1.o"), library.resolve("crti.o"),
                compilers.resolve("crtbeginT.o"), object, "--start-group",
                library.resolve("libc.a"), compilers.resolve("libgcc.a"),
                compilers.resolve("libgcc_eh.a"), "--end-group",
                compilers.resolve("crtend.o"), library.resolve("crtn.o"))
                .map(Object::toString).forEach(line::add);
        return line;
    }

    private static void run(List<String> words) {
        CommandResult result = Command.of(words).withErrorsInOutput().run();
        if (!result.succeeded()) {
            throw new BenchFailedException(Outcome.INTERNAL_ERROR,
                    "a program for Linux does not build: " + words.get(0) + " ended with exit code "
                            + result.exitCode(), result.lines());
        }
    }
}
