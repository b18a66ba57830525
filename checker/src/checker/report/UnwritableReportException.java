package checker.report;

import java.nio.file.Path;

/** Thrown when a report is wanted in a file that cannot be written. */
public final class UnwritableReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnwritableReportException(Path file, String reason) {
        super("cannot write the report " + file + ": " + reason);
    }
}
