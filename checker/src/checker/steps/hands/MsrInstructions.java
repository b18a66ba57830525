package checker.steps.hands;

import static checker.junit.Expectation.expectReached;

import checker.junit.Kernel;
import checker.kernel.ElfSection;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The RDMSR and WRMSR of a kernel, where a check does for the CPU what QEMU's does not; Intel SDM
 * volume 2, "Instruction Set Reference".
 */
public final class MsrInstructions {

    /** Of either instruction, in bytes. */
    static final int LENGTH = 2;
    static final int READ = 0x32;
    static final int WRITE = 0x30;

    private static final int FIRST_BYTE = 0x0f;

    private MsrInstructions() {}

    /** Where the kernel reads. */
    public static Set<Long> readers(Kernel kernel) {
        return places(kernel, READ);
    }

    /** Where the kernel writes. */
    public static Set<Long> writers(Kernel kernel) {
        return places(kernel, WRITE);
    }

    /**
     * Wherever the code holds these bytes: a CPU never comes to those that are none, in the middle
     * of another instruction.
     */
    private static Set<Long> places(Kernel kernel, int second) {
        ElfSection text = kernel.image().section(".text").orElseThrow();
        byte[] code = text.contents();
        Set<Long> found = new HashSet<>();
        for (int at = 0; at + LENGTH <= code.length; at++) {
            if (code[at] == FIRST_BYTE && code[at + 1] == second) {
                found.add(text.address() + at);
            }
        }
        return found;
    }

    /** Runs a machine to a function; each instruction on the way is left to {@code execute}. */
    public static void runTo(String symbol, Machine machine, Kernel kernel, GuestDuration limit,
            Set<Long> instructions, Consumer<Ending.Reached> execute) {
        long target = kernel.address(symbol);
        Set<Long> stops = new HashSet<>(instructions);
        stops.add(target);
        GuestDuration end = machine.now().plus(limit);
        while (true) {
            Ending ending = machine.runToAnyOf(stops, left(machine.now(), end));
            expectReached(machine, symbol, ending);
            Ending.Reached reached = (Ending.Reached) ending;
            if (reached.address() == target) {
                return;
            }
            execute.accept(reached);
        }
    }

    private static GuestDuration left(GuestDuration now, GuestDuration end) {
        return now.compareTo(end) < 0 ? end.since(now) : GuestDuration.ofSeconds(0);
    }
}
