package checker.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The files that Linux starts with: a cpio archive (Linux documentation, "ramfs, rootfs and
 * initramfs"). Equal programs give equal archives.
 */
final class Initramfs {

    private static final short FORMAT = CpioConstants.FORMAT_NEW;
    private static final int FOLDER = CpioConstants.C_ISDIR | 0755;
    private static final int SHARED_FOLDER = CpioConstants.C_ISDIR | 01777;
    private static final int PROGRAM = CpioConstants.C_ISREG | 0755;
    private static final int TERMINAL = CpioConstants.C_ISCHR | 0600;
    private static final int CONSOLE_MAJOR = 5;
    private static final int CONSOLE_MINOR = 1;

    private Initramfs() {}

    /** Programs by their paths, folders for them and for temporary files, and the console. */
    static byte[] of(Map<String, byte[]> programs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(bytes, FORMAT)) {
            add(cpio, entry("bin", FOLDER), new byte[0]);
            add(cpio, entry("dev", FOLDER), new byte[0]);
            add(cpio, entry("tmp", SHARED_FOLDER), new byte[0]);
            CpioArchiveEntry console = entry("dev/console", TERMINAL);
            console.setRemoteDeviceMaj(CONSOLE_MAJOR);
            console.setRemoteDeviceMin(CONSOLE_MINOR);
            add(cpio, console, new byte[0]);
            for (Map.Entry<String, byte[]> program : new TreeMap<>(programs).entrySet()) {
                add(cpio, entry(program.getKey(), PROGRAM), program.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a name or a size that cpio has no room for", e);
        }
        return bytes.toByteArray();
    }

    private static CpioArchiveEntry entry(String name, int mode) {
        CpioArchiveEntry entry = new CpioArchiveEntry(FORMAT, name);
        entry.setMode(mode);
        entry.setTime(0);
        return entry;
    }

    private static void add(CpioArchiveOutputStream cpio, CpioArchiveEntry entry, byte[] contents)
            throws IOException {
        entry.setSize(contents.length);
        cpio.putArchiveEntry(entry);
        cpio.write(contents);
        cpio.closeArchiveEntry();
    }
}
