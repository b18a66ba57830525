package checker.junit;

import checker.kernel.BuiltKernel;
import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.kernel.KernelBuild;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.Architecture;
import checker.machine.Clock;
import checker.machine.CpuMode;
import checker.machine.Ending;
import checker.machine.ExecutionLog;
import checker.machine.ExecutionReader;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.timeline.CpuStarts;
import checker.timeline.Landmarks;
import checker.timeline.StartRecorder;
import checker.timeline.StartRecorder.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sees how the CPUs of a machine come up under a kernel. The machine is booted three times, each
 * time the same: to find where a CPU reports that it is online, to read its time-stamp counter, and
 * to note every instruction. Only the first boot is stopped on its way, and no time is taken in it.
 */
public final class StartRun {

    private static final long EVERY_20_MICROSECONDS = 196; // checker.machine.Schedule
    private static final int CPUS = 4;
    private static final GuestDuration LIMIT = GuestDuration.ofMilliseconds(700);
    private static final Duration PATIENT = Duration.ofSeconds(20); // of the host
    private static final Duration IMPATIENT = Duration.ofSeconds(10);
    private static final String BOOT_MAIN = "KernelMain";
    private static final String MAIN = "APMain";
    private static final String SLOTS = "StartSlots";
    private static final String SLOT = "StartSlot";
    private static final String ID = "APICID";
    private static final String STATE = "State";
    private static final String ONLINE = "CPU_ONLINE";
    private static final OffsetRequest LAYOUT = OffsetRequest.of("arch/x86/common/APStart.h")
            .size(SLOT).field(SLOT, ID).field(SLOT, STATE).constant(ONLINE);
    private static final byte HLT = (byte) 0xf4; // Intel SDM volume 2, "HLT", "RDTSC", "RDTSCP"
    private static final byte[] RDTSC = {0x0f, 0x31};
    private static final byte[] RDTSCP = {0x0f, 0x01, (byte) 0xf9};

    private final Function<MachineSpec, Machine> room;
    private final Kernel kernel;
    private final MachineSpec spec;
    private final long nanoseconds;
    private Duration patience = PATIENT;

    /**
     * On a machine with a deterministic clock.
     *
     * @param room gives machines with that kernel
     */
    private StartRun(Function<MachineSpec, Machine> room, Kernel kernel, MachineSpec spec) {
        this.room = room;
        this.kernel = kernel;
        this.spec = spec;
        this.nanoseconds = 1L << ((Clock.Deterministic) spec.clock()).shift();
    }

    /** The machine that is drawn: four CPUs that take turns every 20 microseconds. */
    public static MachineSpec machine(Architecture architecture) {
        return MachineSpec.of(architecture).withCpus(CPUS)
                .with(Clock.scheduled(EVERY_20_MICROSECONDS));
    }

    /**
     * How the CPUs of that machine come up, until the kernel's boot is complete or takes too long.
     * Throws a {@link Finding} for a kernel without {@code KernelReady}.
     */
    public static CpuStarts of(Function<MachineSpec, Machine> room, Kernel kernel,
            MachineSpec spec) {
        return new StartRun(room, kernel, spec).starts();
    }

    /** The same of a kernel that was built outside of a check. */
    public static CpuStarts of(Function<MachineSpec, Machine> room, BuiltKernel kernel,
            KernelBuild build, MachineSpec spec) {
        return of(room, Kernel.of(kernel, build), spec);
    }

    private CpuStarts starts() {
        kernel.address(LiveRoom.READY);
        try (Machine machine = room.apply(spec.with(ExecutionLog.OF_ALL))) {
            run(machine, Set.of(LiveRoom.READY));
            Map<Long, Long> counters = counters();
            long main = kernel.image().address(MAIN).orElse(0);
            Landmarks landmarks = new Landmarks(kernel.image().entry(),
                    kernel.image().address(BOOT_MAIN).orElse(0), main,
                    executed(machine, main) ? report() : Landmarks.Report.UNKNOWN, halts(),
                    counters);
            StartRecorder recorder = new StartRecorder(landmarks, spec.bootCpu(),
                    machine.apicIds(), readings(counters.keySet()), nanoseconds);
            machine.readExecution(recorder);
            return recorder.starts(spec.describe(), Stream.of(BOOT_MAIN, MAIN, SLOTS)
                    .filter(name -> kernel.image().symbol(name).isEmpty()).toList());
        }
    }

    private static boolean executed(Machine machine, long wanted) {
        AtomicBoolean executed = new AtomicBoolean();
        machine.readExecution((cpu, address, mode) -> executed.compareAndSet(false,
                address == wanted));
        return executed.get();
    }

    /** What the time-stamp counter showed. */
    private List<Reading> readings(Set<Long> behind) {
        List<Reading> readings = new ArrayList<>();
        if (behind.isEmpty()) {
            return readings;
        }
        try (Machine machine = room.apply(spec.with(new ExecutionLog(behind)))) {
            run(machine, Set.of(LiveRoom.READY));
            machine.readExecution(new ExecutionReader() {
                private int at;
                private long address;

                @Override
                public void executes(int cpu, long here, CpuMode mode) {
                    at = cpu;
                    address = here;
                }

                @Override
                public void registers(long accumulator, long data) {
                    Reading reading = new Reading(at, address,
                            accumulator & 0xffff_ffffL | data << Integer.SIZE);
                    if (readings.isEmpty() // else it came a second time to the same instruction
                            || !readings.get(readings.size() - 1).equals(reading)) {
                        readings.add(reading);
                    }
                }
            });
        }
        return readings;
    }

    /** Where a CPU is when it has just reported. */
    private Landmarks.Report report() {
        try (Machine machine = room.apply(spec)) {
            kernel.address(SLOTS);
            Offsets offsets = kernel.offsets(LAYOUT);
            return run(machine, Set.of(MAIN))
                    .filter(Ending.Reached.class::isInstance).map(Ending.Reached.class::cast)
                    .map(reached -> report(machine, offsets, reached.cpu()))
                    .orElse(Landmarks.Report.UNKNOWN);
        } catch (Finding e) {
            return Landmarks.Report.UNKNOWN; // states of another shape
        }
    }

    /**
     * Runs to one of the functions. A CPU that executes something else than code, and changes it,
     * makes QEMU a hundred times slower: the machine is ended then, and what it noted stays.
     */
    private Optional<Ending> run(Machine machine, Set<String> functions) {
        ExecutorService runner = Executors.newSingleThreadExecutor();
        Future<Ending> run = runner.submit(() -> machine.runToAny(functions, LIMIT));
        try {
            return Optional.of(run.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            patience = IMPATIENT;
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            runner.shutdownNow(); // interrupts a run that goes on, which ends the machine
            awaitEnd(runner);
        }
    }

    private static void awaitEnd(ExecutorService runner) {
        try {
            runner.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Landmarks.Report report(Machine machine, Offsets offsets, int cpu) {
        long state = slot(machine, offsets, machine.apicIds().get(cpu))
                + offsets.field(SLOT, STATE).offset();
        Map<Long, Integer> times = new HashMap<>();
        while (machine.runToWriteAt(state, Integer.BYTES, LIMIT) instanceof Ending.Touched by) {
            long behind = machine.cpus().get(by.cpu()).instructionAddress();
            int count = by.cpu() == cpu ? times.merge(behind, 1, Integer::sum) : 0;
            if (count > 0 && number(machine, state) == offsets.constant(ONLINE)) {
                return new Landmarks.Report(behind, count);
            }
        }
        return Landmarks.Report.UNKNOWN;
    }

    private long slot(Machine machine, Offsets offsets, int apicId) {
        long slot = kernel.address(SLOTS);
        long end = slot + kernel.image().symbol(SLOTS).orElseThrow().size();
        while (slot < end && number(machine, slot + offsets.field(SLOT, ID).offset()) != apicId) {
            slot += offsets.size(SLOT);
        }
        return slot;
    }

    private static long number(Machine machine, long address) {
        return GuestMemory.number(machine.memory().read(address, Integer.BYTES));
    }

    /** By where a CPU is behind an instruction that reads the time-stamp counter, where that is. */
    private Map<Long, Long> counters() {
        Map<Long, Long> counters = new HashMap<>();
        for (ElfSection section : loaded()) {
            for (byte[] code : List.of(RDTSC, RDTSCP)) {
                for (long at : places(section, code)) {
                    counters.put(at + code.length, at);
                }
            }
        }
        return counters;
    }

    private Set<Long> halts() {
        Set<Long> halts = new HashSet<>();
        loaded().forEach(section -> halts.addAll(places(section, new byte[] {HLT})));
        return halts;
    }

    private List<ElfSection> loaded() {
        ElfImage image = kernel.image();
        return image.sections().stream().filter(ElfSection::loaded).toList();
    }

    /** Where an instruction may be that begins like this: only one that is executed counts. */
    private static List<Long> places(ElfSection section, byte[] code) {
        List<Long> places = new ArrayList<>();
        byte[] bytes = section.contents();
        for (int at = 0; at + code.length <= bytes.length; at++) {
            boolean same = true;
            for (int index = 0; same && index < code.length; index++) {
                same = bytes[at + index] == code[index];
            }
            if (same) {
                places.add(section.address() + at);
            }
        }
        return places;
    }
}
