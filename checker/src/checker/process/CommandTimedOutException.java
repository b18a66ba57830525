package checker.process;

import java.time.Duration;
import java.util.List;

/** Thrown when a command was still running at its time limit; it was killed by then. */
public final class CommandTimedOutException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 20;

    CommandTimedOutException(List<String> command, Duration limit, String output) {
        super("no end after " + limit.toMillis() / 1000.0 + " s of: " + String.join(" ", command)
                + LastLines.of(output, SHOWN_LINES));
    }
}
