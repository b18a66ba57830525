package checker.kernel;

import java.nio.file.Path;

/** Thrown when a file is not an ELF file that this checker can trust. */
public final class CorruptElfException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptElfException(Path file, String reason) {
        super(file + " is not a usable kernel image: " + reason);
    }

    CorruptElfException(Path file, String reason, Throwable cause) {
        super(file + " is not a usable kernel image: " + reason, cause);
    }
}
