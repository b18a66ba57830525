package checker.machine;

import checker.gdb.GdbClient;
import checker.gdb.GdbException;
import checker.gdb.StopReply;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run of the guest, from one standstill to the next: traps set, CPUs let go, progress watched.
 * Breakpoints stay for the next run, which often has the same.
 */
final class Run {

    /** At what only costs the checker. An idle guest's second passes in some of them. */
    private static final Duration GLANCE = Duration.ofMillis(2);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration LONG_STEP = Duration.ofSeconds(1);
    private static final String PANIC = "Panic";

    private final Session session;
    private final Symbols symbols;
    private final View view;
    private final List<GuestChannel> channels;
    private final Set<Integer> runnable;
    private final Clock clock;
    private final Target target;
    private final List<String> keys;
    private final Set<Long> traps = new LinkedHashSet<>();
    private boolean watching;

    /** A run of the given CPUs, the others stay frozen; keys are pressed as soon as it runs. */
    Run(Session session, Symbols symbols, View view, List<GuestChannel> channels,
            Set<Integer> runnable, Clock clock, Target target, List<String> keys) {
        this.session = session;
        this.symbols = symbols;
        this.view = view;
        this.channels = channels;
        this.runnable = Set.copyOf(runnable);
        this.clock = clock;
        this.target = target;
        this.keys = keys;
        traps.addAll(target.functions().keySet());
        symbols.address(PANIC).ifPresent(traps::add);
    }

    /**
     * Runs until the target is reached, the machine ends, or the limit has passed.
     *
     * @param standing the CPU that stands at a trap already and is to leave it first
     */
    Ending go(OptionalInt standing, GuestDuration limit) throws IOException, InterruptedException {
        GdbClient gdb = session.gdb();
        ProgressWatch watch = new ProgressWatch(session, view, runnable, clock, limit);
        gdb.breakAt(traps);
        watching = target.watched() != 0;
        if (watching) {
            gdb.set(target.trap(), target.watched(), target.watchedBytes());
        }
        Ending ending;
        try {
            if (standing.isPresent()) {
                leave(gdb, standing.getAsInt());
            }
            ending = untilStop(gdb, watch);
        } catch (IOException e) {
            return afterDeath(e);
        }
        stopWatching(gdb);
        return ending;
    }

    /** Whether the run stops when a CPU comes to the address. */
    boolean stopsAt(long address) {
        return traps.contains(address);
    }

    private Ending untilStop(GdbClient gdb, ProgressWatch watch)
            throws IOException, InterruptedException {
        release(gdb);
        Optional<StopReply> stop = pressAll(gdb, watch);
        if (stop.isEmpty()) {
            stop = awaitStop(gdb, LOOK);
        }
        while (stop.isEmpty() && flooded().isEmpty() && seen().isEmpty() && !watch.hopeless()) {
            stop = awaitStop(gdb, LOOK);
        }
        if (stop.isEmpty()) {
            session.stop();
        }
        view.setStill(true);
        if (stop.isPresent() && stop.get().signal() == StopReply.TRAP) {
            view.lookAfterRun(stop.get().cpu());
        }
        if (!stop.map(this::isAtATrap).orElse(false)) {
            session.hearAllReports();
        }
        Optional<Ending> flood = flooded();
        if (flood.isPresent()) {
            return flood.get();
        }
        Optional<Ending> seen = seen();
        if (seen.isPresent()) {
            return seen.get();
        }
        // A stop after the limit is too late, whether or not we happened to look before it.
        if (stop.isPresent() && !watch.expired()) {
            return ending(stop.get());
        }
        stopWatching(gdb); // when asked to stop at the very access, QEMU 7.2 dies of the next one
        return watch.conclude(() -> release(gdb));
    }

    /**
     * A machine that stands still takes no key, and QEMU may look at QMP before it has let the
     * machine go. Gives the stop of one that did not run for long enough.
     */
    private Optional<StopReply> pressAll(GdbClient gdb, ProgressWatch watch)
            throws IOException, InterruptedException {
        Optional<StopReply> stop = Optional.empty();
        if (keys.isEmpty()) {
            return stop;
        }
        while (stop.isEmpty() && !session.runs()) {
            stop = gdb.awaitStop(GLANCE);
        }
        for (String key : keys) {
            press(List.of(key.split(" ")));
        }
        watch.beginAgain();
        return stop;
    }

    /** QEMU presses and releases a key in its own time, and several all at one moment. */
    private void press(List<String> keys) throws IOException, InterruptedException {
        List<Map<String, String>> codes = keys.stream()
                .map(key -> Map.of("type", "qcode", "data", key)).toList();
        if (keys.size() == 1) {
            session.qmp().execute("send-key", Map.of("keys", codes));
            return;
        }
        session.qmp().execute("input-send-event", Map.of("events", codes.stream()
                .flatMap(code -> Stream.of(true, false).map(down -> Map.of("type", "key",
                        "data", Map.of("down", down, "key", code)))).toList()));
    }

    /** Waits for a stop, or for what is to be seen, and no longer than so long. */
    private Optional<StopReply> awaitStop(GdbClient gdb, Duration time)
            throws IOException, InterruptedException {
        if (target.sight().isEmpty()) {
            return gdb.awaitStop(time);
        }
        Optional<StopReply> stop = Optional.empty();
        for (Duration left = time; !left.isNegative() && stop.isEmpty() && seen().isEmpty();
                left = left.minus(GLANCE)) {
            stop = gdb.awaitStop(GLANCE);
        }
        return stop;
    }

    private Optional<Ending> seen() throws IOException {
        return target.sight().isPresent() ? target.sight().get().look() : Optional.empty();
    }

    private void release(GdbClient gdb) throws GdbException {
        view.setStill(false);
        if (runnable.size() == view.cpuCount()) {
            gdb.runAll();
        } else {
            gdb.runOnly(runnable);
        }
    }

    /**
     * Lets a CPU execute the instruction at a trap. An INIT that is on its way to the CPU comes
     * first, and then the step never ends: the CPU waits for a start-up message.
     */
    private void leave(GdbClient gdb, int cpu) throws IOException, InterruptedException {
        gdb.step(cpu);
        while (gdb.awaitStop(LONG_STEP).isEmpty()) {
            session.stop();
            view.setStill(true);
            CpuState state = view.cpu(cpu);
            if (state.halted() || !stopsAt(state.instructionAddress())) {
                return;
            }
            gdb.step(cpu);
        }
    }

    private void stopWatching(GdbClient gdb) throws IOException, InterruptedException {
        if (watching) {
            gdb.clear(target.trap(), target.watched(), target.watchedBytes());
        }
        watching = false;
    }

    /** Whether nothing else can have ended the run: of several CPUs one may end the machine. */
    private boolean isAtATrap(StopReply stop) {
        return stop.signal() == StopReply.TRAP && runnable.size() == 1;
    }

    private Optional<Ending> flooded() {
        return channels.stream().filter(GuestChannel::flooded).findFirst()
                .map(channel -> new Ending.Flooded(channel.name(), GuestChannel.MOST_BYTES));
    }

    private Ending ending(StopReply stop) throws IOException, InterruptedException {
        if (session.reported("SHUTDOWN", "guest-reset")) {
            return new Ending.Reset(session.trace().contains("Triple fault"), view.places());
        }
        if (session.reported("SHUTDOWN", "guest-shutdown")) {
            return new Ending.PowerOff();
        }
        if (session.reported("GUEST_PANICKED")) {
            return new Ending.GuestPanicked();
        }
        if (stop.watched().isPresent()) {
            return new Ending.Touched(target.watchedName(), stop.watched().getAsLong(), stop.cpu());
        }
        long address = standsAt(stop.cpu());
        String function = target.functions().get(address);
        if (function != null) {
            return new Ending.Reached(function, address, stop.cpu());
        }
        if (symbols.address(PANIC).isPresent() && symbols.address(PANIC).getAsLong() == address) {
            return new Ending.Panicked(stop.cpu());
        }
        throw new GdbException("the machine stopped for no reason that we know: " + stop);
    }

    /** In code whose segment begins at 0, as a kernel's does, the instruction pointer tells. */
    private long standsAt(int cpu) throws IOException, InterruptedException {
        long pointer = view.registers(cpu).get("EIP");
        return stopsAt(pointer) ? pointer : view.cpu(cpu).instructionAddress();
    }

    /** Isa-debug-exit ends QEMU with twice the value plus one; anything else is a failure. */
    private Ending afterDeath(IOException failure) throws IOException, InterruptedException {
        session.awaitEnd();
        if (!session.ended()) {
            throw failure;
        }
        int code = session.exitCode();
        boolean byItself = code % 2 == 1 && code < FatalDeed.SIGNALLED
                && (code > 1 || session.quiet());
        Optional<FatalDeed> deed = FatalDeed.behind(code, session.errors());
        if (deed.isPresent()) {
            return new Ending.EmulatorBroken(deed.get().words(), session.errors().strip());
        }
        if (!byItself) {
            throw new GdbException("QEMU ended with exit code " + code, failure);
        }
        return new Ending.DebugExit(code >> 1);
    }
}
