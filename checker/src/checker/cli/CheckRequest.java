package checker.cli;

import checker.junit.KernelOrders;
import checker.kernel.GuestBuild;
import checker.kernel.KernelBuild;
import checker.machine.Architecture;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to check, and how.
 *
 * @param repository the clone: its probes, steps, build and log folders
 * @param kernel the folder with the kernel's Makefile, the thing that is judged
 * @param step the number of the step
 * @param architectures on which to check; not empty
 * @param only which cases: {@code Claim}, {@code Claim.method} or {@code Claim.method/machine},
 *     with {@code *} for anything; all when empty
 * @param seed from which machines and schedules are drawn
 * @param accelerator {@code tcg} or {@code kvm}
 * @param thorough also what takes long: GRUB images, UEFI, many machines
 * @param trace whether to draw what kernels recorded of their runs
 * @param strict whether warnings of the compiler are errors: yes in tests, no for a learner
 * @param workers how many machines run side by side, at least 1
 * @param logs the folder in which the machines leave their logs
 */
public record CheckRequest(
        Repository repository,
        Path kernel,
        int step,
        Set<Architecture> architectures,
        Optional<String> only,
        long seed,
        String accelerator,
        boolean thorough,
        boolean trace,
        boolean strict,
        int workers,
        Path logs) {

    public CheckRequest {
        architectures = Set.copyOf(architectures);
        if (architectures.isEmpty() || workers < 1) {
            throw new IllegalArgumentException(architectures + ", " + workers + " workers");
        }
    }

    /** A learner's check of a step: both architectures, all cases, two machines at a time. */
    public static CheckRequest of(Repository repository, int step, long seed) {
        return new CheckRequest(repository, repository.kernel(), step,
                EnumSet.allOf(Architecture.class), Optional.empty(), seed, "tcg", false, false,
                false, 2, repository.log());
    }

    /** The kernels that the check needs, still to be built. */
    KernelOrders builds() {
        return new KernelOrders(new KernelBuild(repository.build()),
                new GuestBuild(repository.build(), repository.guests()), kernel, strict, probes(),
                architectures);
    }

    /** The baseline's probes lie in the probes' folder itself, a step's in one named like it. */
    private List<Path> probes() {
        String stepsOwn = repository.step(step).directory().getFileName().toString();
        Path folder = step == 0 ? repository.probes() : repository.probes().resolve(stepsOwn);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** The same check of another kernel; the logs go beside it, not to those of the clone. */
    public CheckRequest ofKernel(Path folder) {
        Path other = folder.toAbsolutePath().normalize();
        return new CheckRequest(repository, other, step, architectures, only, seed, accelerator,
                thorough, trace, strict, workers, other.resolveSibling("log"));
    }

    public CheckRequest on(Set<Architecture> chosen) {
        return new CheckRequest(repository, kernel, step, chosen, only, seed, accelerator,
                thorough, trace, strict, workers, logs);
    }

    /** Only the cases that a pattern names; see the component of that name. */
    public CheckRequest only(String pattern) {
        return new CheckRequest(repository, kernel, step, architectures, Optional.of(pattern),
                seed, accelerator, thorough, trace, strict, workers, logs);
    }

    public CheckRequest thoroughly() {
        return new CheckRequest(repository, kernel, step, architectures, only, seed, accelerator,
                true, trace, strict, workers, logs);
    }

    public CheckRequest strictly() {
        return new CheckRequest(repository, kernel, step, architectures, only, seed, accelerator,
                thorough, trace, true, workers, logs);
    }

    /** With so many machines side by side, at least 1. */
    public CheckRequest sideBySide(int machines) {
        return new CheckRequest(repository, kernel, step, architectures, only, seed, accelerator,
                thorough, trace, strict, machines, logs);
    }
}
