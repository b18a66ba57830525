package checker.timeline;

import checker.machine.CpuMode;
import checker.machine.ExecutionReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a picture of how the CPUs of a machine came up of all the instructions that it executed.
 * Nothing is asked of the kernel but where its parts lie: what it says of itself is not looked at.
 */
public final class StartRecorder implements ExecutionReader {

    private static final long COMMAND = 0xfee00300L; // of a Local APIC, in xAPIC mode
    private static final long COMMAND_HIGH = 0xfee00310L;
    private static final int INIT = 5;
    private static final int START_UP = 6;
    private static final int MODE_SHIFT = 8;
    private static final int LOGICAL = 1 << 11;
    private static final int LEVEL = 1 << 14;
    private static final int TRIGGER = 1 << 15;
    private static final int SHORTHAND_SHIFT = 18;
    private static final int SELF = 1;
    private static final int ALL = 2;
    private static final int ALL_BUT_SELF = 3;
    private static final int DESTINATION_SHIFT = 24;
    private static final int EVERYBODY = 0xff;

    /** What the time-stamp counter showed, in nanoseconds, to a CPU that came to an address. */
    public record Reading(int cpu, long address, long time) {}

    private record Change(long number, CpuStage stage) {}

    private record Sent(long number, int cpu, long command, List<Integer> receivers) {}

    private final Landmarks landmarks;
    private final List<Integer> apicIds;
    private final int bootCpu;
    private final Deque<Reading> readings;
    private final GuestTimes times;
    private final List<List<Change>> changes = new ArrayList<>();
    private final List<Sent> messages = new ArrayList<>();
    private final BitSet awake = new BitSet();
    private final long[] previous;
    private final int[] destination;
    private final int[] passes;
    private long number = -1;
    private boolean inKernel;

    /**
     * Of a machine that is about to be switched on.
     *
     * @param apicIds of each CPU, by its index
     * @param readings of the time-stamp counter in the same run, in their order
     * @param nanoseconds that an instruction takes
     */
    public StartRecorder(Landmarks landmarks, int bootCpu, List<Integer> apicIds,
            List<Reading> readings, long nanoseconds) {
        this.landmarks = landmarks;
        this.apicIds = List.copyOf(apicIds);
        this.bootCpu = bootCpu;
        this.readings = new ArrayDeque<>(readings);
        this.times = new GuestTimes(nanoseconds);
        this.previous = new long[apicIds.size()];
        this.destination = new int[apicIds.size()];
        this.passes = new int[apicIds.size()];
        for (int cpu = 0; cpu < apicIds.size(); cpu++) {
            changes.add(new ArrayList<>(List.of(new Change(0,
                    cpu == bootCpu ? CpuStage.FIRMWARE : CpuStage.ASLEEP))));
        }
    }

    @Override
    public void executes(int cpu, long address, CpuMode mode) {
        number++;
        measure(cpu, address);
        inKernel |= address == landmarks.entry();
        boolean halts = landmarks.halts().contains(address);
        boolean again = halts && previous[cpu] == address && stage(cpu) == CpuStage.HALTED;
        if (inKernel && !again) {
            change(cpu, next(cpu, address, mode), number);
        }
        if (inKernel && halts) {
            change(cpu, CpuStage.HALTED, number + 1);
        }
        previous[cpu] = address;
        awake.set(cpu, !halts);
        if (awake.isEmpty()) {
            times.mayJump(number);
        }
    }

    @Override
    public void resets(int cpu) {
        if (number >= 0) {
            times.mayJump(number);
        }
    }

    @Override
    public void writes(int cpu, long address, long value) {
        if (cpu >= 0 && address == COMMAND_HIGH) {
            destination[cpu] = (int) (value >>> DESTINATION_SHIFT) & EVERYBODY;
        } else if (cpu >= 0 && address == COMMAND && inKernel) {
            int mode = (int) value >> MODE_SHIFT & 7;
            boolean ends = (value & (LEVEL | TRIGGER)) == TRIGGER; // INIT level de-assert
            if (mode == START_UP || mode == INIT && !ends) {
                send(new Sent(number, cpu, value, receivers(cpu, value)), mode == INIT);
            }
        }
    }

    /**
     * What it came to, once the machine stands still.
     *
     * @param machine in words
     * @param missing the names of what the kernel lacks of the landmarks
     */
    public CpuStarts starts(String machine, List<String> missing) {
        List<StartLane> lanes = IntStream.range(0, apicIds.size())
                .mapToObj(cpu -> new StartLane(cpu, apicIds.get(cpu), phases(changes.get(cpu))))
                .toList();
        return new CpuStarts(machine, bootCpu, lanes, messages.stream().map(sent ->
                new StartMessage(times.at(sent.number()), sent.cpu(), sent.receivers(),
                        ((int) sent.command() >> MODE_SHIFT & 7) == START_UP,
                        (int) sent.command() & 0xff)).toList(), times.measured(), missing);
    }

    private List<StartLane.Phase> phases(List<Change> changed) {
        List<StartLane.Phase> phases = new ArrayList<>();
        for (int index = 0; index < changed.size(); index++) {
            long end = index + 1 < changed.size() ? changed.get(index + 1).number() : number + 1;
            phases.add(new StartLane.Phase(times.at(changed.get(index).number()), times.at(end),
                    changed.get(index).stage()));
        }
        return phases;
    }

    /** An instruction is noted a second time where something comes before it after all. */
    private void measure(int cpu, long address) {
        Long reads = landmarks.counters().get(address);
        if (reads == null || previous[cpu] != reads) {
            return;
        }
        while (!readings.isEmpty() && times.isBefore(number, readings.peek().time())) {
            readings.poll();
        }
        Reading reading = readings.peek();
        if (reading != null && reading.cpu() == cpu && reading.address() == address
                && times.fits(number, reading.time())) {
            times.set(number, readings.poll().time());
        }
    }

    private CpuStage next(int cpu, long address, CpuMode mode) {
        CpuStage stage = stage(cpu);
        boolean boots = cpu == bootCpu;
        if (address == (boots ? landmarks.bootMain() : landmarks.applicationMain())) {
            passes[cpu] = 0;
            return CpuStage.IN_C;
        }
        if (stage == CpuStage.HALTED) {
            stage = awakeBefore(cpu);
        }
        boolean inC = stage == CpuStage.IN_C || stage == CpuStage.ONLINE;
        if (inC && !boots && address == landmarks.report().address()
                && ++passes[cpu] == landmarks.report().times()) {
            stage = CpuStage.ONLINE;
        }
        return inC ? stage : CpuStage.of(mode);
    }

    /** The stage that a CPU goes on at which halted. */
    private CpuStage awakeBefore(int cpu) {
        List<Change> own = changes.get(cpu);
        return own.size() < 2 ? CpuStage.REAL : own.get(own.size() - 2).stage();
    }

    private CpuStage stage(int cpu) {
        List<Change> own = changes.get(cpu);
        return own.get(own.size() - 1).stage();
    }

    private void change(int cpu, CpuStage stage, long from) {
        if (stage != stage(cpu)) {
            changes.get(cpu).add(new Change(from, stage));
        }
    }

    private void send(Sent message, boolean init) {
        messages.add(message);
        for (int receiver : message.receivers()) {
            if (init) {
                awake.clear(receiver);
                change(receiver, CpuStage.WAITING, number);
            }
        }
    }

    private List<Integer> receivers(int sender, long command) {
        int shorthand = (int) command >> SHORTHAND_SHIFT & 3;
        boolean physical = (command & LOGICAL) == 0;
        return IntStream.range(0, apicIds.size()).filter(cpu -> switch (shorthand) {
            case SELF -> cpu == sender;
            case ALL -> true;
            case ALL_BUT_SELF -> cpu != sender;
            default -> physical && (destination[sender] == EVERYBODY
                    || destination[sender] == apicIds.get(cpu));
        }).boxed().toList();
    }
}
