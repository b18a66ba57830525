package checker.kernel;

import java.util.Optional;

/**
 * One function that was executing: the innermost, or one that waits for a call to return.
 *
 * @param address of the instruction: the current one, or the one after the call
 * @param place {@code Function+0x1c}, or a bare number outside the kernel
 * @param line {@code file:line} of the source, when the image tells
 */
public record Frame(long address, String place, Optional<String> line) {

    @Override
    public String toString() {
        return place + line.map(at -> " (" + at + ")").orElse("");
    }
}
