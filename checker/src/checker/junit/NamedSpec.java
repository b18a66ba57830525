package checker.junit;

import checker.acpi.AcpiTables;
import checker.acpi.Madt;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
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

    /** Two CPUs whose firmware has this MADT and what belongs to it, named by what is odd of it. */
    public static NamedSpec given(Architecture architecture, String name, Madt madt) {
        return new NamedSpec(name, MachineSpec.of(architecture).withCpus(2).with(AcpiSupport.given(
                new AcpiTables().with(madt).describedAs(name.replace('-', ' ')))));
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
