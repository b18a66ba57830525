package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import checker.machine.Architecture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BacktraceTest {

    private static final long STACK = 0x8000_0000L;

    @TempDir private Path temporary;

    /** Words on a made-up stack; whatever was not put there is not mapped. */
    private static final class Stack implements MemoryReader {

        private final int word;
        private final Map<Long, Long> words = new HashMap<>();

        Stack(Architecture architecture) {
            word = architecture.pointerBytes();
        }

        Stack put(long slot, long value) {
            words.put(STACK + slot * word, value);
            return this;
        }

        long at(long slot) {
            return STACK + slot * word;
        }

        @Override
        public byte[] read(long address, int length) throws IOException {
            Long value = words.get(address);
            if (value == null) {
                throw new IOException("not mapped: " + Long.toHexString(address));
            }
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            byte[] result = new byte[length];
            bytes.putLong(value).flip().get(result);
            return result;
        }
    }

    private static ElfImage image(Architecture architecture) {
        ElfSection text = new ElfSection(".text", 0x8010_0000L, 0x300, true, new byte[0]);
        return new ElfImage(Path.of("kernel.elf"), architecture, 0x8010_0000L, List.of(
                function("KernelMain", 0x8010_0000L), function("StartAPs", 0x8010_0100L),
                function("SendIPI", 0x8010_0200L)), List.of(text));
    }

    private static ElfSymbol function(String name, long address) {
        return new ElfSymbol(name, address, 0x100, ElfSymbol.Kind.FUNCTION, true);
    }

    private static List<String> places(List<Frame> frames) {
        return frames.stream().map(Frame::place).toList();
    }

    @ParameterizedTest
    @EnumSource
    void framePointersLeadToTheOutermostCaller(Architecture architecture) {
        Stack stack = new Stack(architecture);
        stack.put(0, stack.at(4)).put(1, 0x8010_0150L).put(4, 0).put(5, 0x8010_0020L);

        assertEquals(List.of("SendIPI+0x10", "StartAPs+0x50", "KernelMain+0x20"),
                places(new Backtrace(image(architecture), stack)
                        .of(0x8010_0210L, stack.at(-2), stack.at(0))));
    }

    @ParameterizedTest
    @EnumSource
    void theCallerIsNotLostAtAFunctionsFirstInstructions(Architecture architecture) {
        Stack stack = new Stack(architecture);
        stack.put(2, 0x8010_0150L).put(4, 0).put(5, 0x8010_0020L);
        Backtrace backtrace = new Backtrace(image(architecture), stack);

        assertEquals(List.of("SendIPI", "StartAPs+0x50", "KernelMain+0x20"),
                places(backtrace.of(0x8010_0200L, stack.at(2), stack.at(4))));
        assertEquals(List.of("SendIPI+0x1", "StartAPs+0x50", "KernelMain+0x20"),
                places(backtrace.of(0x8010_0201L, stack.at(1), stack.at(4))));
    }

    @ParameterizedTest
    @EnumSource
    void framesOfARealKernelHaveSourceLines(Architecture architecture) throws IOException {
        KernelFixture kernel = KernelFixture.in(temporary.resolve("kernel"));
        BuildOrder order = BuildOrder.of(kernel.folder(), architecture);
        ElfImage image = ElfImage.read(new KernelBuild(temporary.resolve("build")).build(order)
                .orElseThrow().elf());
        List<Frame> frames = new Backtrace(image, new Stack(architecture))
                .of(image.address("KernelReady").orElseThrow(), 0, 0);

        assertEquals("KernelReady (Main.c:3)", frames.get(0).toString());
    }

    @Test
    void aChainThatLoopsEnds() {
        Stack stack = new Stack(Architecture.X86_64);
        stack.put(0, stack.at(0)).put(1, 0x8010_0150L);

        assertEquals(2, new Backtrace(image(Architecture.X86_64), stack)
                .of(0x8010_0210L, stack.at(-2), stack.at(0)).size());
    }

    @Test
    void aBrokenChainEndsWhereItBreaks() {
        Stack stack = new Stack(Architecture.X86_32);
        stack.put(0, 0xdead_beefL).put(1, 0x8010_0150L);
        List<Frame> frames = new Backtrace(image(Architecture.X86_32), stack)
                .of(0x8010_0210L, stack.at(-2), stack.at(0));

        assertEquals(List.of("SendIPI+0x10", "StartAPs+0x50"), places(frames));
    }

    @Test
    void aWildJumpStillShowsTheBrokenAddress() {
        List<Frame> frames = new Backtrace(image(Architecture.X86_64),
                new Stack(Architecture.X86_64)).of(0x1234, 0, 0);

        assertEquals(List.of("0x1234"), places(frames));
        assertTrue(frames.get(0).line().isEmpty());
    }
}
