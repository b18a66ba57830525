package checker.junit;

import checker.machine.MachineSpec;
import java.util.Optional;

/**
 * A guest program to run.
 *
 * @param spec the machine
 * @param program its name, that of its file in {@code checker/guest}
 * @param arguments what it asks for by name: {@code seed=7 rounds=30}
 * @param probe the probe that runs beside it in the kernel, if one does
 */
public record GuestOrder(
        MachineSpec spec, String program, String arguments, Optional<String> probe) {

    /** In words, for a report and for drawing. */
    String describe() {
        return spec.describe() + " " + program + " " + arguments;
    }
}
