package checker.kernel;

import checker.machine.Architecture;
import java.nio.file.Path;
import java.util.List;

/**
 * One kernel to build: which sources, for which machine, by which compiler.
 *
 * @param source the folder that holds the kernel's Makefile; absolute
 * @param architecture the machine it is to run on
 * @param toolchain the compiler
 * @param warningsAreErrors true in the project's tests, false for a learner
 * @param probes kernel-mode test cases to compile against the sources' headers and to link in
 */
public record BuildOrder(
        Path source,
        Architecture architecture,
        Toolchain toolchain,
        boolean warningsAreErrors,
        List<Path> probes) {

    public BuildOrder {
        source = source.toAbsolutePath().normalize();
        probes = probes.stream().map(probe -> probe.toAbsolutePath().normalize()).sorted().toList();
    }

    /** What a learner's check builds: clang, warnings stay warnings, no probes. */
    public static BuildOrder of(Path source, Architecture architecture) {
        return new BuildOrder(source, architecture, Toolchain.CLANG, false, List.of());
    }

    public BuildOrder with(Toolchain other) {
        return new BuildOrder(source, architecture, other, warningsAreErrors, probes);
    }

    public BuildOrder withWarningsAsErrors() {
        return new BuildOrder(source, architecture, toolchain, true, probes);
    }

    public BuildOrder withProbes(List<Path> probesToLink) {
        return new BuildOrder(source, architecture, toolchain, warningsAreErrors, probesToLink);
    }

    /** The build in a few words, as a report names it: {@code x86-64 by clang}. */
    public String describe() {
        return architecture + " by " + toolchain
                + (warningsAreErrors ? ", warnings are errors" : "")
                + (probes.isEmpty() ? "" : ", with probes");
    }
}
