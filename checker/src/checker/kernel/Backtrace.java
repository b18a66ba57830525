package checker.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who called whom on a stopped CPU, found by following the frame pointers through its stack.
 *
 * <p>The stack belongs to a kernel that may just have crashed, so a chain that is broken, loops or
 * leads out of the kernel simply ends the trace: there is always at least the innermost frame.
 */
public final class Backtrace {

    private static final int MOST_FRAMES = 64;

    private final ElfImage image;
    private final MemoryReader memory;
    private final int word;

    /** Reads stacks of the kernel {@code image} through {@code memory}. */
    public Backtrace(ElfImage image, MemoryReader memory) {
        this.image = image;
        this.memory = memory;
        this.word = image.architecture().pointerBytes();
    }

    /**
     * The frames from the innermost outwards.
     *
     * @param instruction the CPU's instruction pointer (EIP, RIP)
     * @param stack its stack pointer (ESP, RSP)
     * @param frame its frame pointer (EBP, RBP)
     */
    public List<Frame> of(long instruction, long stack, long frame) {
        List<Long> addresses = new ArrayList<>(List.of(instruction));
        try {
            atFunctionEntry(instruction, stack).ifPresent(addresses::add);
            follow(frame, addresses);
        } catch (IOException e) {
            return frames(addresses); // the chain led to memory that is not there
        }
        return frames(addresses);
    }

    /**
     * A CPU stopped at the first instructions of a function has not stored the caller's frame
     * pointer yet, and the chain would leave out the caller.
     */
    private Optional<Long> atFunctionEntry(long instruction, long stack) throws IOException {
        Optional<ElfSymbol> function = image.symbolAt(instruction)
                .filter(symbol -> symbol.kind() == ElfSymbol.Kind.FUNCTION);
        if (function.isEmpty()) {
            return Optional.empty();
        }
        long executed = instruction - function.get().address();
        if (executed == 0) {
            return Optional.of(pointerAt(stack));
        }
        boolean onlyPushed = executed == 1; // PUSH of the frame pointer is one byte long
        return onlyPushed ? Optional.of(pointerAt(stack + word)) : Optional.empty();
    }

    private void follow(long firstFrame, List<Long> addresses) throws IOException {
        Set<Long> seen = new HashSet<>();
        long frame = firstFrame;
        while (frame != 0 && seen.add(frame) && addresses.size() < MOST_FRAMES) {
            long caller = pointerAt(frame + word);
            if (image.sectionAt(caller).isEmpty()) {
                return;
            }
            addresses.add(caller);
            frame = pointerAt(frame);
        }
    }

    private long pointerAt(long address) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(memory.read(address, word));
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return word == Long.BYTES ? bytes.getLong() : bytes.getInt() & 0xffffffffL;
    }

    private List<Frame> frames(List<Long> addresses) {
        List<Long> lookedUp = new ArrayList<>(addresses);
        for (int index = 1; index < lookedUp.size(); index++) {
            // A call may be the last instruction of its line: look at the call, not behind it.
            lookedUp.set(index, lookedUp.get(index) - 1);
        }
        List<Optional<String>> lines = image.sourceLines(lookedUp);
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < addresses.size(); index++) {
            long address = addresses.get(index);
            frames.add(new Frame(address, image.describe(address), lines.get(index)));
        }
        return List.copyOf(frames);
    }
}
