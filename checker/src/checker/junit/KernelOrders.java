package checker.junit;

import checker.kernel.BuildOrder;
import checker.kernel.GuestBuild;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which kernels a check needs.
 *
 * @param build what builds them
 * @param guestBuild what builds programs for them
 * @param source the folder with the kernel's Makefile
 * @param strict whether warnings are errors
 * @param probes the step's files of kernel-mode test cases
 * @param architectures for which to build
 */
public record KernelOrders(KernelBuild build, GuestBuild guestBuild, Path source, boolean strict,
        List<Path> probes, Set<Architecture> architectures) {

    public KernelOrders {
        probes = List.copyOf(probes);
        architectures = Set.copyOf(architectures);
    }

    /** The kernel as it is. */
    BuildOrder plain(Architecture architecture) {
        BuildOrder order = BuildOrder.of(source, architecture);
        return strict ? order.withWarningsAsErrors() : order;
    }

    /** The kernel with the probes linked in. */
    BuildOrder probing(Architecture architecture) {
        return plain(architecture).withProbes(probes);
    }
}
