package checker.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The address of a kernel's first instruction; ELF specification, "ELF Header". */
final class KernelEntry {

    private static final int CLASS_AT = 4;
    private static final int CLASS_64 = 2;
    private static final int ENTRY_AT = 24;
    private static final int HEADER_BYTES = 64;

    private KernelEntry() {}

    static long of(Path kernel) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(kernel)) {
            header = in.readNBytes(HEADER_BYTES);
        }
        if (header.length < HEADER_BYTES || header[0] != 0x7f || header[1] != 'E') {
            throw new IOException(kernel + " is no ELF file");
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        return header[CLASS_AT] == CLASS_64
                ? fields.getLong(ENTRY_AT) : fields.getInt(ENTRY_AT) & 0xffffffffL;
    }
}
