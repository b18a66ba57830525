package checker.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A report that will be written to a file: whole, or not at all. Opened before the check runs, so
 * that a file that cannot be written is known then and not when all the work is done. What is no
 * file, such as a pipe or {@code /dev/stdout}, is written to and stays what it is.
 */
public final class ReportFile implements AutoCloseable {

    private final Path file;
    private final Optional<Path> arriving;

    private ReportFile(Path file, Optional<Path> arriving) {
        this.file = file;
        this.arriving = arriving;
    }

    /**
     * Makes sure that the file can be written.
     *
     * @throws UnwritableReportException when it cannot, and why
     */
    public static ReportFile open(Path file) {
        Path target = file.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new UnwritableReportException(file, "is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new UnwritableReportException(file, "its folder does not exist");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new UnwritableReportException(file, "is write-protected");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new ReportFile(target, Optional.empty());
        }
        try {
            Path real = Files.exists(target) ? target.toRealPath() : target;
            return new ReportFile(real, Optional.of(Files.createTempFile(
                    real.getParent(), "." + real.getFileName() + "-", ".new")));
        } catch (IOException e) {
            throw new UnwritableReportException(file, "no file can be made in its folder");
        }
    }

    /** Puts the text in the file's place. */
    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (arriving.isEmpty()) {
                Files.write(file, bytes, StandardOpenOption.WRITE);
                return;
            }
            Files.write(arriving.get(), bytes);
            Files.move(arriving.get(), file, StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + file, e);
        }
    }

    /** Leaves nothing behind when nothing was written. */
    @Override
    public void close() {
        try {
            if (arriving.isPresent()) {
                Files.deleteIfExists(arriving.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + arriving.get(), e);
        }
    }
}
