package checker.steps.step03;

import checker.junit.Draw;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The registers that say how memory is cached, with values of which each differs from all others;
 * Intel SDM volume 3A, "Memory Type Range Registers (MTRRs)" and "Page Attribute Table (PAT)".
 */
final class MemoryTypes {

    private static final int PAT = 0x277;
    private static final int DEFAULT_TYPE = 0x2ff;
    private static final int FIRST_RANGE = 0x200;
    private static final int RANGES = 8;
    private static final List<Integer> FIXED_RANGES = List.of(
            0x250, 0x258, 0x259, 0x268, 0x269, 0x26a, 0x26b, 0x26c, 0x26d, 0x26e, 0x26f);
    private static final long WRITE_BACK = 6;
    /** From 4 GiB on, each in a quarter of a GiB of its own, and of half the size of the next. */
    private static final long FIRST_BASE = 0x100000000L;
    private static final long DISTANCE = 0x10000000L;
    private static final long LEAST_SIZE = 0x100000;
    private static final long WIDTH = 0xfffffffffL;
    private static final long VALID = 0x800;
    private static final long OTHERWISE = 0x0405060405060000L;
    private static final List<Integer> TYPES = List.of(0, 1, 4, 5, 6);

    private MemoryTypes() {}

    /** A machine whose CPUs all have these registers. */
    static MachineSpec machine(Architecture architecture, int cpus) {
        boolean wide = architecture == Architecture.X86_64;
        return MachineSpec.of(architecture).withCpus(cpus)
                .withCpuModel(wide ? "qemu64" : "qemu32,+mtrr");
    }

    /** Values that no firmware gives them, by the numbers of the registers. */
    static Map<Integer, Long> drawn(Draw draw) {
        Map<Integer, Long> values = new TreeMap<>(
                Map.of(PAT, 0x0007040600070401L, DEFAULT_TYPE, 0xc00L));
        List<Integer> order = draw.shuffled(IntStream.range(0, RANGES).boxed().toList());
        for (int range = 0; range < RANGES; range++) {
            long size = LEAST_SIZE << order.get(range);
            values.put(FIRST_RANGE + 2 * range,
                    FIRST_BASE + DISTANCE * order.get(range) | WRITE_BACK);
            values.put(FIRST_RANGE + 2 * range + 1, WIDTH & -size | VALID);
        }
        for (int index = 0; index < FIXED_RANGES.size(); index++) {
            values.put(FIXED_RANGES.get(index), OTHERWISE | TYPES.get(index % TYPES.size())
                    | (long) TYPES.get(index / TYPES.size()) << Byte.SIZE);
        }
        return values;
    }
}
