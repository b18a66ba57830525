package checker.cli;

import checker.junit.Behaviours;
import checker.junit.Selection;
import checker.machine.Architecture;
import checker.repository.Repository;
import checker.repository.StepFolder;
import checker.steps.Claims;
import checker.tools.Kvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Turns the words of a command line into a request, or says what is wrong with them. */
final class RequestReader {

    private static final int SEEDS = 1_000_000;
    private static final int MOST_JOBS = 64;

    private final Repository repository;
    private final Supplier<Kvm> kvm;

    RequestReader(Repository repository) {
        this(repository, Kvm::here);
    }

    /** The same on a host with that KVM; it is asked for only when a request wants one. */
    RequestReader(Repository repository, Supplier<Kvm> kvm) {
        this.repository = repository;
        this.kvm = kvm;
    }

    /**
     * The request.
     *
     * @throws UsageException when something that was named is not there
     * @throws checker.repository.UnknownStepException when the step is not
     */
    CheckRequest read(CheckOptions options) {
        StepFolder step = repository.step(options.step());
        if (Claims.of(step.number()).isEmpty()) {
            throw new UsageException("this clone has no checks for " + step + " yet");
        }
        options.only().ifPresent(pattern -> requireBehaviour(step, pattern));
        requireAccelerator(options.accelerator());
        long seed = options.seed().orElseGet(() -> new Random().nextInt(SEEDS));
        return new CheckRequest(repository, kernel(options), step.number(),
                options.architectures().isEmpty() ? EnumSet.allOf(Architecture.class)
                        : EnumSet.copyOf(options.architectures()),
                options.only(), seed, options.accelerator(), options.thorough(),
                options.trace(), false, jobs(options), repository.log());
    }

    private void requireAccelerator(String name) {
        if (!Set.of("tcg", "kvm").contains(name)) {
            throw new UsageException("--accel " + name + ": there are tcg and kvm");
        }
        if (name.equals("kvm") && !kvm.get().usable()) {
            throw new UsageException("--accel kvm: not on this host, " + kvm.get().explanation()
                    + "; checks decide without it");
        }
    }

    private Path kernel(CheckOptions options) {
        Path folder = options.kernel().orElse(repository.kernel()).toAbsolutePath().normalize();
        if (!Files.isRegularFile(folder.resolve("Makefile"))) {
            throw new UsageException("there is no kernel in " + folder + ": it has no Makefile");
        }
        return folder;
    }

    private static int jobs(CheckOptions options) {
        // One more than there are processors: some machine is always waited for.
        long jobs = options.jobs().orElse(1 + Runtime.getRuntime().availableProcessors());
        if (jobs < 1 || jobs > MOST_JOBS && options.jobs().isPresent()) {
            throw new UsageException("--jobs " + jobs + ": 1 to " + MOST_JOBS);
        }
        return (int) Math.min(jobs, MOST_JOBS);
    }

    private static void requireBehaviour(StepFolder step, String pattern) {
        List<String> names = Behaviours.names(Claims.of(step.number()));
        if (!Behaviours.anyTaken(Claims.of(step.number()), Selection.of(pattern))) {
            throw new UsageException("--only " + pattern + ": " + step
                    + " has no such case; there are\n  " + String.join("\n  ", names));
        }
    }
}
