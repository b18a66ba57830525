package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.machine.Architecture;
import checker.process.Command;
import checker.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompilerCacheTest {

    @TempDir private Path temporary;
    private KernelFixture kernel;
    private KernelFixture other;
    private KernelBuild build;

    @BeforeEach
    void prepare() throws IOException {
        kernel = KernelFixture.in(temporary.resolve("kernel"));
        other = KernelFixture.in(temporary.resolve("other"));
        build = new KernelBuild(temporary.resolve("build"));
    }

    private Path build(KernelFixture fixture, Toolchain toolchain) {
        return build.build(BuildOrder.of(fixture.folder(), Architecture.X86_64).with(toolchain))
                .orElseThrow().elf();
    }

    /** How many files did not have to be compiled. */
    private long found() {
        return Command.of("ccache", "--print-stats")
                .with("CCACHE_DIR", temporary.resolve("build/ccache").toString()).run()
                .orElseThrow().lines().stream()
                .filter(line -> line.startsWith("direct_cache_hit\t"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void whatTwoTreesHaveInCommonIsCompiledOnce(Toolchain toolchain) throws IOException {
        other.replace("Main.c", "* 2", "* 3");
        build(kernel, toolchain);
        assertEquals(0, found());
        build(other, toolchain);
        assertEquals(1, found());
    }

    @Test
    void aChangedHeaderIsNotOverlooked() throws IOException {
        other.replace("CPU.h", "unsigned char Online;", "unsigned long Online;");
        build(kernel, Toolchain.CLANG);
        ElfImage image = ElfImage.read(build(other, Toolchain.CLANG));

        assertEquals(0, found());
        assertEquals(7, image.bytesAt(image.address("CPUs").orElseThrow(), 12)[8]);
    }

    @Test
    void aWarningIsToldAgain() throws IOException {
        for (KernelFixture each : new KernelFixture[] {kernel, other}) {
            each.replace("CPU.c", "CPU CPUs", "static int Unused;\nCPU CPUs");
        }
        other.replace("Main.c", "* 2", "* 3");
        for (KernelFixture each : new KernelFixture[] {kernel, other}) {
            BuiltKernel built = build.build(
                    BuildOrder.of(each.folder(), Architecture.X86_64)).orElseThrow();
            assertEquals(1, built.warnings().size());
            assertEquals("CPU.c", built.warnings().get(0).file());
        }
        assertEquals(1, found());
    }

    @Test
    void theKernelIsTheSameAsWithoutIt() throws IOException {
        byte[] first = Files.readAllBytes(build(kernel, Toolchain.CLANG));
        try (Stream<Path> stored = Files.list(temporary.resolve("build/kernels"))) {
            for (Path place : stored.toList()) {
                Folders.delete(place);
            }
        }
        Folders.delete(temporary.resolve("build/objects"));
        byte[] second = Files.readAllBytes(build(kernel, Toolchain.CLANG));

        assertEquals(2, found());
        assertArrayEquals(first, second);
    }
}
