package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelBuildTest {

    @TempDir private Path temporary;
    private KernelFixture kernel;
    private KernelBuild build;

    @BeforeEach
    void prepare() throws IOException {
        kernel = KernelFixture.in(temporary.resolve("kernel"));
        build = new KernelBuild(temporary.resolve("build"));
    }

    private BuildOrder order() {
        return BuildOrder.of(kernel.folder(), Architecture.X86_64);
    }

    /** The names of the files that were compiled so far, in all object folders. */
    private List<String> compiled() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(temporary.resolve("build"))) {
            for (Path file : files.filter(path -> path.endsWith("compiled.txt")).toList()) {
                names.addAll(Files.readAllLines(file));
            }
        }
        names.sort(null);
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void eachArchitectureIsBuiltByEachToolchain(Architecture architecture) {
        for (Toolchain toolchain : Toolchain.values()) {
            BuildOrder order = BuildOrder.of(kernel.folder(), architecture).with(toolchain);
            BuiltKernel built = build.build(order).orElseThrow();

            assertEquals(architecture, ElfImage.read(built.elf()).architecture());
        }
    }

    @Test
    void equalSourcesAreBuiltOnceWhereverTheyLie() throws IOException {
        BuiltKernel first = build.build(order()).orElseThrow();
        KernelFixture copy = KernelFixture.in(temporary.resolve("copy"));
        BuiltKernel second = new KernelBuild(temporary.resolve("build"))
                .build(BuildOrder.of(copy.folder(), Architecture.X86_64)).orElseThrow();

        assertEquals(first.elf(), second.elf());
        assertEquals(List.of("CPU", "Main"), compiled());
    }

    @Test
    void anEditCostsTheFilesItTouches() throws IOException {
        Path before = build.build(order()).orElseThrow().elf();
        kernel.replace("Main.c", "* 2", "* 3");
        Path after = build.build(order()).orElseThrow().elf();

        assertEquals(List.of("CPU", "Main", "Main"), compiled());
        assertNotEquals(before, after);
        assertTrue(Files.exists(before), "the kernel in use stays");
    }

    @Test
    void anEditWithTheTimeOfAnOldFileIsNotOverlooked() throws IOException {
        build.build(order());
        kernel.replace("CPU.c", "{ 1, 7,", "{ 1, 9,");
        Files.setLastModifiedTime(kernel.folder().resolve("CPU.c"), FileTime.fromMillis(0));
        ElfImage image = ElfImage.read(build.build(order()).orElseThrow().elf());

        assertEquals(9, image.bytesAt(image.address("CPUs").orElseThrow(), 8)[4]);
    }

    @Test
    void takingAnEditBackFindsTheOldKernel() throws IOException {
        Path before = build.build(order()).orElseThrow().elf();
        kernel.replace("Main.c", "* 2", "* 3");
        build.build(order());
        kernel.replace("Main.c", "* 3", "* 2");

        assertEquals(before, build.build(order()).orElseThrow().elf());
        assertEquals(List.of("CPU", "Main", "Main"), compiled());
    }

    @Test
    void anErrorIsAFailureWithFileAndLine() throws IOException {
        kernel.replace("Main.c", "KernelReady(3)", "KernelSteady(3)");
        BuildFailure failure = assertInstanceOf(BuildFailure.class, build.build(order()));

        assertEquals("Main.c", failure.errors().get(0).file());
        assertEquals(4, failure.errors().get(0).line());
        assertTrue(failure.summary().contains("KernelSteady"), failure.summary());
        assertTrue(Files.readString(failure.log()).contains("KernelSteady"));
    }

    @Test
    void aFailureIsNotRemembered() throws IOException {
        kernel.replace("Main.c", "KernelReady(3)", "KernelSteady(3)");
        assertInstanceOf(BuildFailure.class, build.build(order()));
        kernel.replace("Main.c", "KernelSteady(3)", "KernelReady(3)");

        assertInstanceOf(BuiltKernel.class, build.build(order()));
    }

    @Test
    void warningsStopOnlyAStrictBuild() throws IOException {
        kernel.replace("Main.c", "{ KernelReady(3);", "{ int Unused = 1; KernelReady(3);");
        BuiltKernel built = build.build(order()).orElseThrow();

        assertEquals(4, built.warnings().get(0).line());
        BuildOrder strict = order().withWarningsAsErrors();
        assertThrows(BuildFailedException.class, () -> build.build(strict).orElseThrow());
    }

    @Test
    void aMakefileWithoutAKernelIsAFailure() throws IOException {
        kernel.write("Makefile", "all:\n\t@echo done\n");
        BuildFailure failure = assertInstanceOf(BuildFailure.class, build.build(order()));

        assertTrue(failure.summary().startsWith("make: "), failure.summary());
    }

    @Test
    void noMakefileAtAllIsAFailure() throws IOException {
        Files.delete(kernel.folder().resolve("Makefile"));
        BuildFailure failure = assertInstanceOf(BuildFailure.class, build.build(order()));

        assertTrue(failure.summary().contains("No targets"), failure.summary());
    }

    @Test
    void probesAreLinkedInAndPartOfTheKey() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("probes"));
        Path probe = Files.writeString(folder.resolve("Probe.c"), "int Probed = 1;\n");
        BuildOrder probed = order().withProbes(List.of(probe));
        Path first = build.build(probed).orElseThrow().elf();
        Files.writeString(probe, "int ProbedAgain = 1;\n");
        Path second = build.build(probed).orElseThrow().elf();

        assertTrue(ElfImage.read(first).symbol("Probed").isPresent());
        assertTrue(ElfImage.read(second).symbol("ProbedAgain").isPresent());
        assertFalse(ElfImage.read(build.build(order()).orElseThrow().elf())
                .symbol("ProbedAgain").isPresent());
    }

    @Test
    void whatAProbeIncludesIsPartOfTheKeyToo() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("probes"));
        Path header = Files.writeString(folder.resolve("Own.h"), "#define NAME Probed\n");
        Path probe = Files.writeString(folder.resolve("Probe.c"),
                "#include \"Own.h\"\nint NAME = 1;\n");
        BuildOrder probed = order().withProbes(List.of(probe));
        build.build(probed).orElseThrow();
        Files.writeString(header, "#define NAME ProbedAgain\n");

        assertTrue(ElfImage.read(build.build(probed).orElseThrow().elf())
                .symbol("ProbedAgain").isPresent());
    }

    @Test
    void aFolderWithABlankInItsNameBuildsToo() throws IOException {
        KernelFixture spaced = KernelFixture.in(temporary.resolve("my course/kernel"));
        KernelBuild there = new KernelBuild(temporary.resolve("my course/build"));
        Path probe = Files.writeString(temporary.resolve("my course/P.c"), "int Probed = 1;\n");
        BuildOrder order = BuildOrder.of(spaced.folder(), Architecture.X86_32)
                .withProbes(List.of(probe));

        there.build(order).orElseThrow();
        assertEquals(32, there.offsets(order, OffsetRequest.of("CPU.h").constant("MAX_CPUS"))
                .constant("MAX_CPUS"));
    }

    @Test
    void manyThreadsGetOneKernelFromOneBuild() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> results = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                KernelBuild builder = new KernelBuild(temporary.resolve("build"));
                results.add(threads.submit(() -> builder.build(order()).orElseThrow().elf()));
            }
            for (Future<Path> result : results) {
                assertEquals(results.get(0).get(), result.get());
            }
            assertEquals(List.of("CPU", "Main"), compiled());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sourcesEditedDuringABuildAreBuiltAgain() throws IOException {
        // The first build edits its own sources, as an editor's save in the middle would.
        kernel.replace("Makefile", "\t@echo $* >>",
                "\t@! mkdir edited 2>/dev/null || echo 'int Late = 1;' >> Main.c\n"
                        + "\t@echo $* >>");
        BuiltKernel built = build.build(order()).orElseThrow();

        assertTrue(ElfImage.read(built.elf()).symbol("Late").isPresent());
    }
}
