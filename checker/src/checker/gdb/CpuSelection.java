package checker.gdb;

import java.util.List;
import java.util.Optional;

/** Which CPU the stub is asked about, and by which numbers QEMU knows them. */
final class CpuSelection {

    private static final int NONE = -1;

    private List<Integer> numbers = List.of();
    private int selected = NONE;

    /** Tells which numbers QEMU gives the CPUs, in the order in which they are counted here. */
    void number(List<Integer> inOrder) {
        numbers = List.copyOf(inOrder);
    }

    /** The number that QEMU gives a CPU. */
    int number(int cpu) {
        return cpu < numbers.size() ? numbers.get(cpu) : cpu;
    }

    /** The same stop, of the CPU as it is counted here. */
    StopReply counted(StopReply told) {
        int index = numbers.indexOf(told.cpu());
        return index < 0 ? told : new StopReply(told.signal(), index, told.watched());
    }

    /** A CPU in the language of the stub. */
    String thread(int cpu) {
        return "p1." + Integer.toHexString(number(cpu) + 1);
    }

    /** The stub has selected a CPU by itself. */
    void select(int cpu) {
        selected = cpu;
    }

    /** Nobody knows which. */
    void selectNone() {
        selected = NONE;
    }

    /** What is to be sent before questions about a CPU; nothing when it is selected already. */
    Optional<String> packetFor(int cpu) {
        if (cpu == selected) {
            return Optional.empty();
        }
        selected = cpu;
        return Optional.of("Hg" + thread(cpu));
    }
}
