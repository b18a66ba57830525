package checker.bench;

import checker.kernel.BuildFailedException;
import checker.kernel.BuildOrder;
import checker.kernel.ElfImage;
import checker.kernel.KernelBuild;
import checker.machine.Initrd;
import checker.machine.MachineSpec;
import checker.report.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Our kernel with the programs that it brings along. To run bench, init runs a script. */
public final class OwnSystem {

    private static final int SCRIPT_MODE = 0644;

    private OwnSystem() {}

    /**
     * Builds the kernel and its programs, as the order's folder has them, and measures.
     *
     * @param evidence a folder of this run alone
     * @throws BenchFailedException when it does not build, or does not run bench to its end
     */
    public static Costs measure(BenchOrder order, KernelBuild build, Path evidence) {
        return guest(order, build).measure(evidence);
    }

    /**
     * Builds the kernel, and measures how long it takes to start with each number of CPUs.
     *
     * @param program the first process
     * @param evidence a folder of this run alone
     * @throws BenchFailedException when it does not build, or does not start
     */
    public static Costs start(StartOrder order, KernelBuild build, Path program, Path evidence) {
        BuildOrder wanted = BuildOrder.of(order.kernel(), order.architecture());
        return Starts.measure((cpus, name) -> guest(wanted, build, List.of(program), files ->
                Machines.withCpus(order.architecture(), cpus).withModules(List.of(files))
                        .withArguments("init=/bin/start exit=poweroff console=serial"))
                .run(evidence.resolve(name)));
    }

    private static Guest guest(BenchOrder order, KernelBuild build) {
        return guest(BuildOrder.of(order.kernel(), order.architecture()), build, List.of(),
                files -> Machines.usual(order.architecture())
                        .withModules(List.of(files.withFile("etc/rc", SCRIPT_MODE,
                                script(order.arguments()).getBytes(StandardCharsets.UTF_8))))
                        .withArguments("init=/bin/init console=serial log=warn"));
    }

    private static Guest guest(BuildOrder wanted, KernelBuild build, List<Path> programs,
            Function<Initrd, MachineSpec> machine) {
        try {
            Path elf = build.build(wanted).orElseThrow().elf();
            Initrd files = Initrd.read(Files.readAllBytes(build.userland(wanted, programs)));
            return new Guest("this kernel", machine.apply(files), elf, ElfImage.read(elf));
        } catch (BuildFailedException e) {
            throw new BenchFailedException(Outcome.FAILED, "this kernel does not build for "
                    + e.failure().order().describe(), e.failure().summary().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the programs", e);
        }
    }

    static String script(List<String> arguments) {
        return "bench " + String.join(" ", arguments) + "\necho bench ended with $?\npoweroff\n";
    }
}
