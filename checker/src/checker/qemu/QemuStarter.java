package checker.qemu;

import checker.process.MissingToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to start QEMU. */
@FunctionalInterface
public interface QemuStarter {

    /** Each QEMU by itself, as any program is started: the way that every host has. */
    QemuStarter ALONE = SupervisedQemu::start;

    /**
     * Starts QEMU.
     *
     * @param commandLine the program, found on the PATH, and its arguments
     * @param folder private to this machine, and where it runs; removed when the process is closed
     * @throws MissingToolException when the program is not installed
     */
    QemuProcess start(List<String> commandLine, Path folder) throws IOException;
}
