package checker.gdb;

import java.io.IOException;

/** Thrown when the GDB stub breaks the protocol, refuses a packet, or does not answer. */
public final class GdbException extends IOException {

    private static final long serialVersionUID = 1L;

    public GdbException(String message) {
        super(message);
    }

    public GdbException(String message, Throwable cause) {
        super(message, cause);
    }
}
