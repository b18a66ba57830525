package checker.bench;

import checker.machine.Initrd;
import checker.machine.MachineSpec;
import checker.machine.Symbols;
import checker.repository.Repository;
import checker.report.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Debian's kernel with nothing beside it but bench and a first process that runs it.
 *
 * <p>{@code mitigations=off}: our kernel has none, so Linux need not pay for its own. (On the CPU
 * models of these machines it hardly pays for any.) Everything else is as Debian ships it.
 */
public final class LinuxSystem {

    /** What a heading has to say about it. */
    public static final String SETTING = "mitigations=off";

    /** {@code panic=-1}: a first process that dies ends the machine at once. */
    private static final String COMMAND_LINE =
            "console=ttyS0 quiet loglevel=1 panic=-1 " + SETTING + " -- ";

    private final Repository repository;
    private final Path folder;
    private final Consumer<String> tell;

    /**
     * Linux for a clone; kept below its {@code build}.
     *
     * @param tell is told before something is fetched
     */
    public LinuxSystem(Repository repository, Consumer<String> tell) {
        this.repository = repository;
        this.folder = repository.build().resolve("bench");
        this.tell = tell;
    }

    /**
     * What was measured.
     *
     * @param version of Linux: {@code 6.1.0-50-686-pae (Debian 6.1.176-1)}
     */
    public record Measured(String version, Costs costs) {}

    /**
     * Fetches what is missing, builds the programs, and measures.
     *
     * @throws LinuxMissingException when Linux is not to be had here
     * @throws BenchFailedException when it does not run bench to its end
     */
    public Measured measure(BenchOrder order, Path evidence) {
        Debian debian = Debian.of(order.architecture());
        Path place = folder.resolve("linux-" + order.architecture());
        LinuxParts parts = LinuxParts.in(place, debian,
                System.getenv().getOrDefault("PATH", ""), tell);
        StaticPrograms programs = new StaticPrograms(parts, debian, place.resolve("programs"));
        byte[] archive = Initramfs.of(Map.of(
                "init", programs.build(sources(repository).resolve("init.c")),
                "bin/bench", programs.build(BenchOrder.source(order.kernel()))));
        MachineSpec spec = Machines.usual(order.architecture())
                .withModules(List.of(Initrd.ofBytes(archive)))
                .withArguments(COMMAND_LINE + String.join(" ", order.arguments()));
        Guest guest = new Guest("Linux", spec, parts.kernel(), new Unknown());
        try {
            return new Measured(parts.version(), guest.measure(evidence));
        } catch (BenchFailedException e) {
            throw new BenchFailedException(Outcome.INTERNAL_ERROR, e.getMessage(), e.details());
        }
    }

    /** Where what belongs to the benchmark lies that is no Java. */
    static Path sources(Repository repository) {
        return repository.root().resolve("checker").resolve("benchmarks");
    }

    /** A kernel of which nobody here knows where anything is. */
    private static final class Unknown implements Symbols {

        @Override
        public OptionalLong address(String symbol) {
            return OptionalLong.empty();
        }

        @Override
        public long entry() {
            return 0;
        }

        @Override
        public String describe(long address) {
            return String.format("0x%x", address);
        }
    }
}
