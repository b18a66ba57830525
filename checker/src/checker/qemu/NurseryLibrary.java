package checker.qemu;

import checker.process.Command;
import checker.process.Programs;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The library that makes a nursery of a program, built from its one C file when there is none. */
final class NurseryLibrary {

    private NurseryLibrary() {}

    /**
     * The library, in a folder of such libraries.
     *
     * @return empty where it cannot be had: no Linux, no compiler, no headers of a C library
     */
    static Optional<Path> in(Path folder, Path source) throws IOException {
        if (!System.getProperty("os.name").equals("Linux") || Programs.find("clang").isEmpty()) {
            return Optional.empty();
        }
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(source));
        Path library = folder.resolve(String.format("nursery-%s-%08x.so",
                System.getProperty("os.arch"), sum.getValue()));
        return Files.exists(library) || built(source, library)
                ? Optional.of(library) : Optional.empty();
    }

    private static boolean built(Path source, Path library) throws IOException {
        Files.createDirectories(library.getParent());
        Path own = Files.createTempFile(library.getParent(), "nursery", ".so.new");
        try {
            boolean built = Command.of("clang", "-O2", "-fPIC", "-shared", "-o", own.toString(),
                    source.toString()).withErrorsInOutput().run().succeeded();
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
