package checker.machine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What QEMU is to note of the instructions that a deterministic machine executes. Nothing stops for
 * it and no instruction takes longer in the guest's time: the run is the one that it would be
 * without, bit by bit. See {@link Machine#readExecution}.
 *
 * @param registersAt the addresses of the instructions before which the registers are noted; none
 *     for a log of every instruction of every CPU, without registers, and of what is written to
 *     devices: some 80 bytes an instruction
 */
public record ExecutionLog(Set<Long> registersAt) {

    /** Every instruction of every CPU. */
    public static final ExecutionLog OF_ALL = new ExecutionLog(Set.of());

    public ExecutionLog {
        registersAt = Set.copyOf(registersAt);
    }

    private boolean ofAll() {
        return registersAt.isEmpty();
    }

    /** QEMU's arguments for it. */
    List<String> options() {
        return ofAll() ? List.of("-trace", "memory_region_ops_write")
                : List.of("-dfilter", String.join(",", new TreeSet<>(registersAt).stream()
                        .map(address -> "0x" + Long.toHexString(address) + "+1").toList()));
    }

    /**
     * The kinds of lines in the log, as the monitor takes them. Blocks of instructions must not be
     * chained: QEMU notes a block only when it comes back for it.
     */
    String items() {
        return ofAll() ? "exec,nochain" : "exec,cpu,nochain";
    }

    /** Whether a block may have one instruction only, so that each is noted. */
    boolean oneByOne() {
        return ofAll();
    }
}
