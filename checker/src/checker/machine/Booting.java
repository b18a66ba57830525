package checker.machine;

import checker.process.Folders;
import checker.qemu.QemuStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path folder = Files.isDirectory(SHORT_TEMPORARY_FOLDER)
                ? Files.createTempDirectory(SHORT_TEMPORARY_FOLDER, "smp")
                : Files.createTempDirectory("smp");
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
}
