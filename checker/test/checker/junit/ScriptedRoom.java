package checker.junit;

import checker.kernel.ElfImage;
import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.ProbeReport;
import checker.report.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A room whose machines all follow one script. */
final class ScriptedRoom implements MachineRoom {

    private final Function<MachineSpec, ScriptedMachine> script;
    private final MachineLogs logs;
    private final boolean firmwareStarts;
    private final List<ScriptedMachine> started = Collections.synchronizedList(new ArrayList<>());

    /** With a firmware that starts kernels which are known to be right, or none. */
    ScriptedRoom(Function<MachineSpec, ScriptedMachine> script, MachineLogs logs,
            boolean firmwareStarts) {
        this.script = script;
        this.logs = logs;
        this.firmwareStarts = firmwareStarts;
    }

    /** Every machine that was ever switched on. */
    List<ScriptedMachine> started() {
        return List.copyOf(started);
    }

    @Override
    public Boot boot(MachineSpec spec) {
        try (ScriptedMachine machine = script.apply(spec)) {
            started.add(machine);
            Ending ending = machine.runTo(LiveRoom.READY, LiveRoom.bootLimit(machine.spec()));
            Remains remains = Remains.of(machine);
            return new Boot(null, ending, Boot.Hardware.of(machine), KernelMemory.none(null),
                    remains, logs.keep(remains));
        }
    }

    @Override
    public Machine machine(MachineSpec spec) {
        ScriptedMachine machine = script.apply(spec);
        started.add(machine);
        return machine;
    }

    @Override
    public ProbeRun probes(MachineSpec spec, String glob) {
        return new ProbeRun("probe", new ProbeReport(List.of(), Optional.empty(),
                Optional.empty(), List.of("no version line"), 0), Optional.empty(),
                Evidence.NONE, Recording.none("a script"));
    }

    @Override
    public boolean firmwareStarts(MachineSpec spec) {
        return firmwareStarts;
    }

    @Override
    public Machine userland(MachineSpec spec) {
        return machine(spec);
    }

    @Override
    public ProbeRun guests(GuestOrder order) {
        throw new UnsupportedOperationException("no programs in a scripted room");
    }

    @Override
    public Machine machine(GuestOrder order) {
        throw new UnsupportedOperationException("no programs in a scripted room");
    }

    @Override
    public ElfImage program(GuestOrder order) {
        throw new UnsupportedOperationException("no programs in a scripted room");
    }

    @Override
    public Kernel kernel(GuestOrder order) {
        throw new UnsupportedOperationException("no kernel in a scripted room");
    }

    @Override
    public Kernel kernel(Architecture architecture) {
        throw new UnsupportedOperationException("no kernel in a scripted room");
    }
}
