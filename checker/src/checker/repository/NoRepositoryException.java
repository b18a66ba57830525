package checker.repository;

import java.nio.file.Path;

/** Thrown when a command runs outside a clone of the course. */
public final class NoRepositoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRepositoryException(Path start) {
        super(start + " is not inside a clone of the course; change into one and try again");
    }
}
