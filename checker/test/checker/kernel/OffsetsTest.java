package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffsetsTest {

    @TempDir private Path temporary;
    private KernelFixture kernel;
    private KernelBuild build;

    @BeforeEach
    void prepare() throws IOException {
        kernel = KernelFixture.in(temporary.resolve("kernel"));
        build = new KernelBuild(temporary.resolve("build"));
    }

    @ParameterizedTest
    @EnumSource
    void theCompilerSaysWhereFieldsLie(Architecture architecture) {
        OffsetRequest request = OffsetRequest.of("CPU.h").size("CPU").field("CPU", "APICID")
                .field("CPU", "Stack").field("CPU", "Statistics[1].Faults")
                .constant("MAX_CPUS").constant("LowestNumber");
        for (Toolchain toolchain : Toolchain.values()) {
            BuildOrder order = BuildOrder.of(kernel.folder(), architecture).with(toolchain);
            Offsets offsets = build.offsets(order, request);

            int pointer = architecture.pointerBytes();
            assertEquals(new Offsets.Field(4, 4), offsets.field("CPU", "APICID"));
            assertEquals(new Offsets.Field(8, pointer), offsets.field("CPU", "Stack"));
            assertEquals(8 + pointer + 12,
                    offsets.field("CPU", "Statistics[1].Faults").offset());
            assertEquals(32, offsets.constant("MAX_CPUS"));
            assertEquals(-7, offsets.constant("LowestNumber"));
        }
    }

    @Test
    void anEditedHeaderGivesOtherOffsets() throws IOException {
        BuildOrder order = BuildOrder.of(kernel.folder(), Architecture.X86_64);
        OffsetRequest request = OffsetRequest.of("CPU.h").field("CPU", "APICID");
        build.offsets(order, request);
        kernel.replace("CPU.h", "U32 APICID;", "U32 Flags; U32 APICID;");

        assertEquals(8, build.offsets(order, request).field("CPU", "APICID").offset());
    }

    @Test
    void anImageIsAskedAboutOnce() throws IOException {
        BuildOrder order = BuildOrder.of(kernel.folder(), Architecture.X86_64);
        Path image = build.build(order).orElseThrow().elf();
        OffsetRequest known = OffsetRequest.of("CPU.h").constant("MAX_CPUS");
        OffsetRequest unknown = OffsetRequest.of("CPU.h").constant("MIN_CPUS");
        Offsets first = build.offsets(order, image, known);
        assertThrows(MissingDefinitionException.class,
                () -> build.offsets(order, image, unknown));
        kernel.replace("CPU.h", "MAX_CPUS 32", "MAX_CPUS 33");

        assertSame(first, build.offsets(order, image, known));
        assertThrows(MissingDefinitionException.class,
                () -> build.offsets(order, image, unknown));
    }

    @Test
    void everythingMissingIsNamedWithItsHeader() {
        for (Toolchain toolchain : Toolchain.values()) {
            BuildOrder order = BuildOrder.of(kernel.folder(), Architecture.X86_32).with(toolchain);
            OffsetRequest request = OffsetRequest.of("CPU.h").field("CPU", "Affinity")
                    .field("CPU", "APICID").size("RunQueue").constant("MIN_CPUS");
            MissingDefinitionException thrown = assertThrows(MissingDefinitionException.class,
                    () -> build.offsets(order, request));

            assertEquals("[CPU.Affinity, RunQueue, MIN_CPUS]", thrown.missing().stream()
                    .map(MissingDefinitionException.Missing::name).toList().toString());
            assertTrue(thrown.getMessage().startsWith("CPU.h does not define CPU.Affinity ("),
                    thrown.getMessage());
        }
    }

    @Test
    void aMissingHeaderMissesAllThatItShouldDefine() {
        OffsetRequest request = OffsetRequest.of("CPU.h").size("CPU")
                .header("smp/Online.h").constant("A").constant("B");
        MissingDefinitionException thrown = assertThrows(MissingDefinitionException.class,
                () -> build.offsets(BuildOrder.of(kernel.folder(), Architecture.X86_64), request));

        assertEquals(2, thrown.missing().size());
        assertEquals("smp/Online.h", thrown.missing().get(0).header());
    }

    @Test
    void anErrorInTheHeaderItselfIsABuildFailure() throws IOException {
        kernel.replace("CPU.h", "U32 APICID;", "U33 APICID;");
        BuildOrder order = BuildOrder.of(kernel.folder(), Architecture.X86_64);
        BuildFailedException thrown = assertThrows(BuildFailedException.class,
                () -> build.offsets(order, OffsetRequest.of("CPU.h").constant("MAX_CPUS")));

        assertEquals(7, thrown.failure().errors().get(0).line());
    }

    @Test
    void onlyNamesOfCAreAskedFor() {
        assertThrows(IllegalArgumentException.class,
                () -> OffsetRequest.of("CPU.h").constant("1); system("));
        assertThrows(IllegalArgumentException.class, () -> OffsetRequest.of("CPU.h\"\n#error"));
    }

    @Test
    void whatWasNotRequestedIsNotKnown() {
        Offsets offsets = build.offsets(BuildOrder.of(kernel.folder(), Architecture.X86_64),
                OffsetRequest.of("CPU.h").constant("MAX_CPUS"));

        assertThrows(NoSuchElementException.class, () -> offsets.constant("MIN_CPUS"));
    }
}
