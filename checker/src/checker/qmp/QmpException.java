package checker.qmp;

import java.io.IOException;

/** Thrown when QEMU refuses a command, answers nonsense, or not at all. */
public final class QmpException extends IOException {

    private static final long serialVersionUID = 1L;

    public QmpException(String message) {
        super(message);
    }

    public QmpException(String message, Throwable cause) {
        super(message, cause);
    }
}
