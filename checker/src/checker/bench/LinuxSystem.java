package checker.bench;

import checker.machine.Architecture;
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
import java.util.function.Supplier;

/**
 * Debian's kernel with nothing beside it but the program that measures: bench and a first process
 * that runs it, or a first process alone.
 *
 * <p>{@code mitigations=off}: our kernel has none, so Linux need not pay for its own. (On the CPU
 * models of these machines it hardly pays for any.) Everything else is as Debian ships it.
 */
public final class LinuxSystem {

    /** What a heading has to say about it. */
    public static final String SETTING = "mitigations=off";

    /** {@code panic=-1}: a first process that dies ends the machine at once. */
    private static final String COMMAND_LINE =
            "console=ttyS0 quiet loglevel=1 panic=-1 " + SETTING;
    /**
     * One CPU boots, and the first process calls the others (start-linux.c says why); readers of
     * RCU are waited for in a hurry, as they are in a boot ("expedited": what Linux switches off
     * before its first process).
     */
    static final String START_SETTING = "maxcpus=1 rcupdate.rcu_expedited=1";

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
        Parts parts = parts(order.architecture());
        MachineSpec spec = Machines.usual(order.architecture())
                .withModules(List.of(archive(Map.of(
                        "init", parts.programs().build(sources(repository).resolve("init.c")),
                        "bin/bench", parts.programs().build(BenchOrder.source(order.kernel()))))))
                .withArguments(COMMAND_LINE + " -- " + String.join(" ", order.arguments()));
        return measured(parts.linux(), () -> guest(spec, parts.linux()).measure(evidence));
    }

    /**
     * Fetches and builds what is missing, and measures how long Linux takes to start with each
     * number of CPUs.
     *
     * @throws LinuxMissingException when Linux is not to be had here
     * @throws BenchFailedException when it does not start
     */
    public Measured start(StartOrder order, Path evidence) {
        Parts parts = parts(order.architecture());
        Initrd files = archive(Map.of("init", parts.programs().build(
                sources(repository).resolve("start-linux.c"))));
        return measured(parts.linux(), () -> Starts.measure((cpus, name) -> guest(
                Machines.withCpus(order.architecture(), cpus).withModules(List.of(files))
                        .withArguments(COMMAND_LINE + " " + START_SETTING), parts.linux())
                .run(evidence.resolve(name))));
    }

    /** What Debian has for an architecture, and what builds programs with it. */
    private record Parts(LinuxParts linux, StaticPrograms programs) {}

    /** One at a time: what is missing is fetched once. */
    private synchronized Parts parts(Architecture architecture) {
        Debian debian = Debian.of(architecture);
        Path place = folder.resolve("linux-" + architecture);
        LinuxParts linux = LinuxParts.in(place, debian,
                System.getenv().getOrDefault("PATH", ""), tell);
        return new Parts(linux, new StaticPrograms(linux, debian, place.resolve("programs")));
    }

    private static Initrd archive(Map<String, byte[]> programs) {
        return Initrd.ofBytes(Initramfs.of(programs));
    }

    private static Guest guest(MachineSpec spec, LinuxParts linux) {
        return new Guest("Linux", spec, linux.kernel(), new Unknown());
    }

    private static Measured measured(LinuxParts linux, Supplier<Costs> measurement) {
        try {
            return new Measured(linux.version(), measurement.get());
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
