package checker.junit;

import checker.machine.MachineSpec;
import java.util.Locale;

/**
 * A machine with a short name, by which a learner runs it again.
 *
 * @param name lower-case words joined by hyphens: {@code zero-length-entry}
 * @param spec the machine
 */
public record NamedSpec(String name, MachineSpec spec) {

    public NamedSpec {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("no name for a machine: " + name);
        }
    }

    public static NamedSpec of(String name, MachineSpec spec) {
        return new NamedSpec(name, spec);
    }

    /** Named by what it is: {@code pc-qboot-4cpus}. */
    public static NamedSpec of(MachineSpec spec) {
        int cpus = spec.topology().present();
        String firmware = spec.firmware().name().toLowerCase(Locale.ROOT)
                .replace('_', '-');
        return new NamedSpec(spec.chipset().label() + "-" + firmware + "-" + cpus
                + (cpus == 1 ? "cpu" : "cpus"), spec);
    }
}
