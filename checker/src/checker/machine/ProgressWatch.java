package checker.machine;

import checker.gdb.GdbClient;
import checker.machine.Ending.NoProgress;
import checker.machine.Ending.NoProgress.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Watches whether a run still has a chance, by the guest's own time. The host's time only paces
 * the looks; it decides nothing but that QEMU itself is broken.
 */
final class ProgressWatch {

    /** Lets the CPUs of the run go on. */
    @FunctionalInterface
    interface Release {
        void run() throws IOException;
    }

    /** What QEMU says once when every CPU waits and no timer of the guest will ever wake one. */
    private static final String NO_TIMERS = "no active timers";

    private static final int LOOKS_AT_A_STANDSTILL = 8;
    private static final int LOOKS_WITHOUT_THE_WARNING = 400;
    /**
     * A wrong kernel can bring QEMU 7.2 to where a CPU is busy and completes no instruction, so
     * that the clock, which counts them, stands. Of one way it is known how to tell ({@link
     * ReservedBit}); else QEMU has answered so often meanwhile that no busy host explains it.
     */
    private static final int LOOKS_AT_A_STUCK_CLOCK = 1_000;
    /** A free-running guest's time passes while the host lets its CPUs wait. */
    private static final int FREE_RUNNING_PATIENCE = 10;

    private static final int SAMPLES = 24;
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(2);
    private static final long FEW_INSTRUCTIONS_BYTES = 512;

    private final Session session;
    private final View view;
    private final Set<Integer> runnable;
    private final GuestDuration limit;
    private GuestDuration begin;
    private GuestDuration lastSeen;
    private int looksWithoutTime;

    /** Begins to watch a machine that is about to run. */
    ProgressWatch(Session session, View view, Set<Integer> runnable, Clock clock,
            GuestDuration limit) throws IOException, InterruptedException {
        this.session = session;
        this.view = view;
        this.runnable = runnable;
        this.limit = clock.reproducible() ? limit
                : new GuestDuration(Math.multiplyExact(limit.nanoseconds(), FREE_RUNNING_PATIENCE));
        this.begin = view.aboutNow();
        this.lastSeen = begin;
    }

    /**
     * Counts from now on. An idle guest's second passes in milliseconds of the host, so that what
     * the host does to a running machine must not be on the guest's account.
     */
    void beginAgain() throws IOException, InterruptedException {
        begin = view.now();
        lastSeen = begin;
    }

    /** Whether more than the limit has passed since the run began. */
    boolean expired() throws IOException, InterruptedException {
        return passed().compareTo(limit) > 0;
    }

    /** Looks at the running machine: whether it is pointless to wait on. */
    boolean hopeless() throws IOException, InterruptedException {
        GuestDuration now = view.now();
        looksWithoutTime = now.equals(lastSeen) ? looksWithoutTime + 1 : 0;
        lastSeen = now;
        return expired() || standsStill() || isStuck();
    }

    /** Says what the CPUs of the stopped machine do; lets them run on a little for that. */
    NoProgress conclude(Release release) throws IOException, InterruptedException {
        boolean late = expired();
        // By how much the limit has passed is the affair of who looked, and when.
        GuestDuration passed = late ? limit : passed();
        if (isStuck()) {
            return new NoProgress(Kind.STUCK, passed, view.places());
        }
        if (isOver()) {
            return new NoProgress(Kind.DEADLOCKED, passed, view.places());
        }
        List<List<CpuState>> samples = samples(release);
        return new NoProgress(kind(samples, late), passed, places(samples));
    }

    private GuestDuration passed() throws IOException, InterruptedException {
        GuestDuration now = view.now();
        return now.compareTo(begin) < 0 ? GuestDuration.ofSeconds(0) : now.since(begin);
    }

    /** Whether no CPU will run again: each is halted and takes no interrupt. */
    private boolean isOver() throws IOException, InterruptedException {
        return view.cpus().stream().filter(this::runs)
                .allMatch(cpu -> cpu.halted() && !cpu.interruptsEnabled());
    }

    private boolean standsStill() throws IOException, InterruptedException {
        int needed = session.errors().contains(NO_TIMERS)
                ? LOOKS_AT_A_STANDSTILL : LOOKS_WITHOUT_THE_WARNING;
        // Of a clock that stands the CPUs do not change, and to ask for them takes long.
        return looksWithoutTime >= needed && looksWithoutTime % needed == 0
                && view.cpus().stream().filter(this::runs).allMatch(CpuState::halted);
    }

    private boolean isStuck() throws IOException, InterruptedException {
        return looksWithoutTime > LOOKS_AT_A_STUCK_CLOCK
                || looksWithoutTime >= LOOKS_AT_A_STANDSTILL && view.reservedBitSet();
    }

    private List<List<CpuState>> samples(Release release)
            throws IOException, InterruptedException {
        GdbClient gdb = session.gdb();
        List<List<CpuState>> samples = new ArrayList<>(List.of(view.cpus()));
        while (samples.size() < SAMPLES && !alwaysAwake(samples).isEmpty()) {
            release.run();
            boolean stoppedItself = gdb.awaitStop(BETWEEN_SAMPLES).isPresent();
            if (!stoppedItself) {
                session.stop();
            }
            view.setStill(true);
            samples.add(view.cpus());
            if (stoppedItself) {
                return samples;
            }
        }
        return samples;
    }

    /** Time passes for CPUs that all wait as long as there are timers to wake them. */
    private Kind kind(List<List<CpuState>> samples, boolean clockGoesOn) {
        List<Integer> awake = alwaysAwake(samples);
        if (awake.isEmpty()) {
            return clockGoesOn ? Kind.IDLE : Kind.DEADLOCKED;
        }
        boolean turning = awake.stream().allMatch(cpu -> spread(samples, cpu)
                < FEW_INSTRUCTIONS_BYTES);
        return turning ? Kind.LIVELOCKED : Kind.SLOW;
    }

    /** Where the CPUs wait, not where the host happened to stop one that a tick had just woken. */
    private List<Place> places(List<List<CpuState>> samples) {
        return view.places(samples.get(0).stream().map(cpu -> samples.stream()
                .map(sample -> sample.get(cpu.index())).filter(CpuState::halted)
                .findFirst().orElse(cpu)).toList());
    }

    private List<Integer> alwaysAwake(List<List<CpuState>> samples) {
        return runnable.stream()
                .filter(cpu -> samples.stream().noneMatch(sample -> sample.get(cpu).halted()))
                .toList();
    }

    private static long spread(List<List<CpuState>> samples, int cpu) {
        LongStream.Builder places = LongStream.builder();
        samples.forEach(sample -> places.add(sample.get(cpu).instructionAddress()));
        var statistics = places.build().summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }

    private boolean runs(CpuState cpu) {
        return runnable.contains(cpu.index());
    }
}
