package checker.junit;

import checker.kernel.ElfImage;
import checker.kernel.ElfSymbol;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a kernel recorded of its run, as it was in memory at one moment: the ring, and the tasks
 * that its numbers mean. Any of it may be missing, and none of it is to be believed.
 */
final class Recording {

    private static final String RING = "TraceRing";
    private static final String TASKS = "TaskTable";
    private static final long MOST_BYTES = 8 << 20;
    private static final double NANOSECONDS = 1000; // in a microsecond

    private final Optional<ElfImage> image;
    private final Function<ElfSymbol, Optional<byte[]>> memory;
    private final OptionalDouble microseconds;
    private final String nothing;

    private Recording(Optional<ElfImage> image, Function<ElfSymbol, Optional<byte[]>> memory,
            OptionalDouble microseconds, String nothing) {
        this.image = image;
        this.memory = memory;
        this.microseconds = microseconds;
        this.nothing = nothing;
    }

    /** Nothing, because of that. */
    static Recording none(String why) {
        return new Recording(Optional.empty(), symbol -> Optional.empty(), OptionalDouble.empty(),
                why);
    }

    /** Of a boot; read when somebody asks, and not before. */
    static Recording of(ElfImage image, KernelMemory memory, MachineSpec spec,
            GuestDuration now) {
        return new Recording(Optional.of(image), symbol -> {
            try {
                return Optional.of(memory.read(symbol.address(), (int) symbol.size()));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // some of it is not mapped
            }
        }, microseconds(spec, now), RING + " is not mapped");
    }

    /** Of a machine that stands still; read at once. */
    static Recording of(Machine machine) {
        if (!(machine.symbols() instanceof ElfImage image)) {
            return none("the kernel has no symbols");
        }
        Map<Long, byte[]> variables = new TreeMap<>();
        for (String name : new String[] {RING, TASKS}) {
            image.symbol(name).filter(Recording::isReadable).ifPresent(symbol ->
                    mapped(machine, symbol).ifPresent(bytes ->
                            variables.put(symbol.address(), bytes)));
        }
        GuestDuration now = machine.spec().clock().reproducible() ? new GuestDuration(0)
                : machine.now();
        return new Recording(Optional.of(image),
                symbol -> Optional.ofNullable(variables.get(symbol.address())),
                microseconds(machine.spec(), now), RING + " is not mapped");
    }

    /** The same where it is wanted: reading it takes as long as a short run. */
    static Recording ofWanted(Machine machine, boolean wanted) {
        return wanted ? of(machine) : none("nobody asked for it");
    }

    Optional<ElfImage> image() {
        return image;
    }

    /** The ring's bytes. */
    Optional<byte[]> ring() {
        return variable(RING);
    }

    /** Those of the table of tasks. */
    Optional<byte[]> tasks() {
        return variable(TASKS);
    }

    /** The machine's time since it was switched on; empty when the counter's rate is known. */
    OptionalDouble microseconds() {
        return microseconds;
    }

    /** Why there is no ring. */
    String whyNothing() {
        Optional<ElfSymbol> ring = image.flatMap(kernel -> kernel.symbol(RING));
        return image.isEmpty() ? nothing
                : ring.isEmpty() ? "the kernel has no variable " + RING + ", so it records nothing"
                : !isReadable(ring.get()) ? RING + " has " + ring.get().size() + " bytes"
                : nothing;
    }

    private Optional<byte[]> variable(String name) {
        return image.flatMap(kernel -> kernel.symbol(name)).filter(Recording::isReadable)
                .flatMap(memory);
    }

    private static boolean isReadable(ElfSymbol symbol) {
        return symbol.size() > 0 && symbol.size() <= MOST_BYTES;
    }

    private static OptionalDouble microseconds(MachineSpec spec, GuestDuration now) {
        return spec.clock().reproducible() ? OptionalDouble.empty()
                : OptionalDouble.of(now.nanoseconds() / NANOSECONDS);
    }

    /** What is not mapped of it reads as zeros; nothing when none of it is mapped. */
    private static Optional<byte[]> mapped(Machine machine, ElfSymbol symbol) {
        byte[] bytes = new byte[(int) symbol.size()];
        SortedMap<Long, byte[]> pieces = machine.memory()
                .readMapped(symbol.address(), bytes.length);
        pieces.forEach((address, piece) -> System.arraycopy(piece, 0, bytes,
                (int) (address - symbol.address()), piece.length));
        return pieces.isEmpty() ? Optional.empty() : Optional.of(bytes);
    }
}
