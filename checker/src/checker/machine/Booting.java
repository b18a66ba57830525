package checker.machine;

import checker.process.Folders;
import checker.qemu.QemuStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/** Makes machines: their folders, their boot image, their QEMU. */
final class Booting {

    /** A socket's path has room for 104 characters, and some hosts' temporary folder for 60. */
    private static final Path SHORT_TEMPORARY_FOLDER = Path.of("/tmp");

    private Booting() {}

    /** See {@link Machine#boot}. */
    static Machine boot(QemuStarter starter, MachineSpec spec, Path kernel, Symbols symbols,
            Path evidence) {
        try {
            Path there = Files.createDirectories(evidence).toAbsolutePath();
            return new QemuMachine(spec, symbols, start(starter, spec, kernel, there));
        } catch (IOException e) {
            throw new MachineFailedException("no machine could be made: " + e.getMessage(), e);
        }
    }

    private static Session start(QemuStarter starter, MachineSpec spec, Path kernel,
            Path evidence) throws IOException {
        try {
            return start(starter, spec, kernel, evidence, true);
        } catch (MachineFailedException e) {
            if (!e.getMessage().contains("-sandbox support is not enabled")) {
                throw e;
            }
            return start(starter, spec, kernel, evidence, false);
        }
    }

    private static Session start(QemuStarter starter, MachineSpec spec, Path kernel,
            Path evidence, boolean sandboxed) throws IOException {
        Path folder = newFolder(Files.isDirectory(SHORT_TEMPORARY_FOLDER) ? SHORT_TEMPORARY_FOLDER
                : Path.of(System.getProperty("java.io.tmpdir")));
        MachineFiles files = new MachineFiles(folder, evidence);
        boolean started = false;
        try {
            Path image = spec.firmware().fromImage()
                    ? GrubImage.make(kernel, spec, folder)
                    : kernel.toAbsolutePath();
            List<String> line = QemuCommand.line(spec, image, files, sandboxed);
            Session session = Session.start(starter, line, spec, files);
            started = true;
            return session;
        } finally {
            if (!started) {
                Folders.delete(folder);
            }
        }
    }

    /**
     * Makes a private folder, by a name that is always as long: QEMU tells the guest the path of
     * its kernel, and a guest that reads one more character is later by some instructions from then
     * on. (Java's own temporary folders have names of 17 to 20 digits.)
     */
    private static Path newFolder(Path parent) throws IOException {
        Path folder = parent.resolve(String.format("smp%016x", new SecureRandom().nextLong()));
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------"))) : Files.createDirectory(folder);
    }
}
