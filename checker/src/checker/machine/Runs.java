package checker.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The runs of one machine, one after the other, and what each leaves for the next. */
final class Runs {

    private static final int FIRST_CPU = 0;

    private final Machine machine;
    private final Session session;
    private final View view;
    private final List<GuestChannel> channels;
    private final Set<Integer> runnable;
    private Optional<Ending> lastEnding = Optional.empty();
    private List<String> keys = List.of();
    private boolean first = true;

    /**
     * Of a machine that stands before its first instruction.
     *
     * @param channels that the guest may flood
     * @param runnable the CPUs that have not been stopped for good, as they are at each time
     */
    Runs(Machine machine, Session session, View view, List<GuestChannel> channels,
            Set<Integer> runnable) {
        this.machine = machine;
        this.session = session;
        this.view = view;
        this.channels = channels;
        this.runnable = runnable;
    }

    /** Why the last one ended; empty before the first, and after a step. */
    Optional<Ending> lastEnding() {
        return lastEnding;
    }

    /** To be told when the machine moved otherwise. */
    void forgetEnding() {
        lastEnding = Optional.empty();
    }

    /** What the firmware may need in addition to the limit of the next run. */
    GuestDuration allowance() {
        return first ? machine.spec().firmware().allowance() : new GuestDuration(0);
    }

    /** Keys to be pressed as soon as the next run has begun, after those there are. */
    void pressNext(List<String> names) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(names);
        keys = List.copyOf(all);
    }

    /** Lets these CPUs run, for no longer than the limit and, the first time, the allowance. */
    Ending run(Set<Integer> cpus, Target target, GuestDuration limit) {
        if (lastEnding.isPresent() && lastEnding.get().isFinal()) {
            return lastEnding.get();
        }
        GuestDuration whole = limit.plus(allowance());
        boolean toHandOver = first && view.existing(machine.spec().bootCpu()) != FIRST_CPU;
        first = false;
        if (!toHandOver) {
            return noted(cpus, target, whole);
        }
        Ending handedOver = handOver(whole);
        return handedOver instanceof Ending.Reached ? noted(cpus, target, limit) : handedOver;
    }

    /** Runs to the kernel's entry, and brings the CPU that is to boot there instead. */
    private Ending handOver(GuestDuration limit) {
        Target entry = Target.functions(
                Map.of(machine.symbols().entry(), "the kernel's entry"));
        Ending ending = Handover.go(machine, within -> noted(runnable, entry, within), limit);
        if (ending instanceof Ending.Reached) {
            forgetEnding(); // who runs to the entry is to find it reached
        }
        return ending;
    }

    private Ending noted(Set<Integer> cpus, Target target, GuestDuration limit) {
        Ending ending = session.call(() -> once(cpus, target, limit));
        lastEnding = Optional.of(ending);
        return ending;
    }

    private Ending once(Set<Integer> cpus, Target target, GuestDuration limit)
            throws IOException, InterruptedException {
        List<String> toPress = keys;
        keys = List.of();
        Run run = new Run(session, machine.symbols(), view, channels, cpus,
                machine.spec().clock(), target, toPress);
        return run.go(standing(run), limit);
    }

    /** The CPU that the last run left at a place where the next would stop at once. */
    private OptionalInt standing(Run run) {
        if (lastEnding.isPresent() && lastEnding.get() instanceof Ending.Reached reached
                && run.stopsAt(reached.address())) {
            return OptionalInt.of(reached.cpu());
        }
        return lastEnding.isPresent() && lastEnding.get() instanceof Ending.Panicked panicked
                ? OptionalInt.of(panicked.cpu()) : OptionalInt.empty();
    }
}
