package checker.qemu;

import checker.process.Command;
import checker.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The library that makes a nursery of a program, built from its C files when there is none. */
final class NurseryLibrary {

    private static final List<String> COMPILER =
            List.of("clang", "-O2", "-fPIC", "-shared", "-pthread");
    private static final String LAST_WORD = "-ldl";

    private NurseryLibrary() {}

    /**
     * The library, in a folder of such libraries.
     *
     * @param sources the folder of its C files and their headers
     * @return empty where it cannot be had: no Linux, no compiler, no headers of a C library
     */
    static Optional<Path> in(Path folder, Path sources) throws IOException {
        if (!System.getProperty("os.name").equals("Linux") || Programs.find("clang").isEmpty()) {
            return Optional.empty();
        }
        List<Path> files = files(sources);
        CRC32C sum = new CRC32C();
        sum.update((COMPILER + LAST_WORD).getBytes(StandardCharsets.UTF_8));
        for (Path file : files) {
            sum.update(Files.readAllBytes(file));
        }
        Path library = folder.resolve(String.format("nursery-%s-%08x.so",
                System.getProperty("os.arch"), sum.getValue()));
        return Files.exists(library) || built(files, library)
                ? Optional.of(library) : Optional.empty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.[ch]")).sorted().toList();
        }
    }

    private static boolean built(List<Path> files, Path library) throws IOException {
        Files.createDirectories(library.getParent());
        Path own = Files.createTempFile(library.getParent(), "nursery", ".so.new");
        try {
            List<String> line = new ArrayList<>(COMPILER);
            line.addAll(List.of("-o", own.toString()));
            files.stream().map(Path::toString).filter(file -> file.endsWith(".c"))
                    .forEach(line::add);
            line.add(LAST_WORD);
            boolean built = Command.of(line).withErrorsInOutput().run().succeeded();
            if (built) {
                Files.move(own, library, StandardCopyOption.ATOMIC_MOVE);
            }
            return built;
        } catch (AtomicMoveNotSupportedException e) {
            return false;
        } finally {
            Files.deleteIfExists(own);
        }
    }
}
