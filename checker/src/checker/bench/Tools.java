package checker.bench;

import checker.machine.Architecture;
import checker.process.Command;
import checker.tools.Version;

/**
 * What decides, besides the sources, how many instructions an operation takes: the compiler that
 * chose them, and the emulator that counts them.
 */
public final class Tools {

    private Tools() {}

    /** {@code clang 14.0.6, QEMU 7.2}, as installed here. */
    public static String here() {
        String qemu = version(Architecture.X86_64.emulator());
        return "clang " + version("clang") + ", QEMU "
                + qemu.replaceAll("^(\\d+\\.\\d+)\\..*", "$1");
    }

    private static String version(String program) {
        String answer = Command.of(program, "--version").run().orElseThrow().output();
        return Version.in(answer).map(Version::text).orElse("of no known version");
    }
}
