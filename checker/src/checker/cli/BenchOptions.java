package checker.cli;

import checker.machine.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The words that `bench` understands; what they mean together is {@link BenchCommand}'s. */
final class BenchOptions {

    @Option(names = "--arch", split = ",", paramLabel = "ARCH",
            converter = CheckOptions.ByLabel.class,
            description = "x86-32 or x86-64; both when left out.")
    private List<Architecture> architectures = List.of();

    @Option(names = "--only", split = ",", paramLabel = "OPERATION",
            description = "Only these operations, as the table calls them; start: how long it "
                    + "takes to start with 1 to 32 CPUs.")
    private List<String> operations = List.of();

    @Option(names = "--tasks", paramLabel = "N", converter = CheckOptions.Natural.class,
            description = "Up to N tasks at the same time: 1, 2, 4 ... (4 when left out).")
    private Long tasks;

    @Option(names = "--no-linux", description = "Measures this kernel alone, and compares it with "
            + "what is recorded.")
    private boolean withoutLinux;

    @Option(names = "--record", description = "Writes the costs to checker/benchmarks/costs.csv "
            + "and starts.csv, to which ./jbang test holds the kernel.")
    private boolean record;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes a JSON report.")
    private Path json;

    List<Architecture> architectures() {
        return architectures;
    }

    List<String> operations() {
        return operations;
    }

    Optional<Long> tasks() {
        return Optional.ofNullable(tasks);
    }

    boolean withLinux() {
        return !withoutLinux;
    }

    boolean record() {
        return record;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }
}
