package checker.bench;

import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Symbols;
import checker.report.Outcome;
import checker.report.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A system that measures and then switches its machine off.
 *
 * @param name in messages
 * @param spec with all that the system needs
 * @param kernel what QEMU loads
 */
record Guest(String name, MachineSpec spec, Path kernel, Symbols symbols) {

    /** Some fifty times what a run takes, in guest time. */
    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(120);
    private static final GuestDuration TIME_TO_REPORT = GuestDuration.ofMilliseconds(100);

    /**
     * Boots it and reads what its {@code bench} measured.
     *
     * @param evidence a folder of this run alone; what the machine wrote stays there
     * @throws BenchFailedException when it came to another end
     */
    Costs measure(Path evidence) {
        return Costs.parse(run(evidence));
    }

    /** Boots it, and gives what it wrote up to the end. */
    String run(Path evidence) {
        try (Machine machine = Machine.boot(spec, kernel, symbols, evidence)) {
            Ending ending = machine.runToEnd(LIMIT);
            if (ending instanceof Ending.PowerOff) {
                return machine.serial();
            }
            if (ending instanceof Ending.Panicked) {
                machine.runToEnd(TIME_TO_REPORT);
            }
            List<String> details = new ArrayList<>();
            details.add("the machine: " + ending.describe() + " (" + spec.describe() + ")");
            Costs.tail(machine.serial().lines().toList()).stream().map(SafeText::line)
                    .forEach(details::add);
            details.add("its log: " + machine.traces().serial());
            throw new BenchFailedException(outcome(ending),
                    name + " did not come to the end of the benchmark", details);
        }
    }

    static Outcome outcome(Ending ending) {
        if (ending instanceof Ending.NoProgress) {
            return Outcome.TIMED_OUT;
        }
        return ending instanceof Ending.Panicked || ending instanceof Ending.Reset
                || ending instanceof Ending.EmulatorBroken ? Outcome.CRASHED : Outcome.FAILED;
    }
}
