package checker.machine;

import java.nio.file.Path;

/**
 * Where one machine keeps its files.
 *
 * @param folder private and short-lived, and QEMU runs in it; its path is short, for the sockets
 *     there
 * @param evidence the folder of the caller, whose files stay
 */
record MachineFiles(Path folder, Path evidence) {

    Path qmpSocket() {
        return folder.resolve("qmp");
    }

    Path gdbSocket() {
        return folder.resolve("gdb");
    }

    Path networkSocket() {
        return folder.resolve("net");
    }

    /** What QEMU calls a pipe: two files of this name, {@code .in} and {@code .out}. */
    Path typing() {
        return folder.resolve("line");
    }

    /** The kernel, by a name that is the same wherever it was built. */
    Path kernel() {
        return folder.resolve("kernel.elf");
    }

    /** A boot module, counted from 0. */
    Path module(int number) {
        return folder.resolve("module-" + number);
    }

    /** Memory on its way from QEMU to us. */
    Path memory() {
        return folder.resolve("memory");
    }

    Path serial() {
        return evidence.resolve("serial.log");
    }

    Path debugConsole() {
        return evidence.resolve("debug-console.log");
    }

    /** What was written to an I/O port that is recorded. */
    Path port(int number) {
        return evidence.resolve("port-" + Integer.toHexString(number) + ".log");
    }

    Path trace() {
        return evidence.resolve("qemu-trace.log");
    }
}
