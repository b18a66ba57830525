package checker.machine;

import checker.process.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is typed on the serial line: a named pipe that QEMU reads. QEMU hands a character on as soon
 * as the guest's serial port has room, also to a guest that stands still; what the port has no room
 * for waits in a buffer of QEMU's, from which the guest's own reading pulls it, and what that has
 * no room for in the pipe, from which QEMU takes it when the host likes.
 */
final class TypedInput implements AutoCloseable {

    /** A UART of 16 characters (16550 data sheet), behind QEMU's buffer of 32. */
    static final int MOST_AT_ONCE = 32;

    private final RandomAccessFile pipe;

    private TypedInput(RandomAccessFile pipe) {
        this.pipe = pipe;
    }

    /**
     * Makes the pipe, and a file of the machine's evidence the other end of its serial line; before
     * QEMU starts. The pipe is opened for both ways: otherwise each end would wait for the other.
     */
    static TypedInput make(MachineFiles files) throws IOException {
        Path in = files.typing().resolveSibling(files.typing().getFileName() + ".in");
        Path out = files.typing().resolveSibling(files.typing().getFileName() + ".out");
        Command.of("mkfifo", in.toString()).run().orElseThrow();
        Files.write(files.serial(), new byte[0]);
        Files.createSymbolicLink(out, files.serial());
        return new TypedInput(new RandomAccessFile(in.toFile(), "rw"));
    }

    /** Types a text; each character is a byte. */
    void type(String text) throws IOException {
        pipe.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
