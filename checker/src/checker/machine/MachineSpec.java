package checker.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A machine as data: everything that decides how a kernel is started on it. Immutable; each
 * {@code with} gives another spec.
 *
 * <pre>{@code
 * MachineSpec.of(Architecture.X86_64).withCpus(4).with(Firmware.QBOOT).with(Chipset.Q35)
 * }</pre>
 */
public final class MachineSpec implements Cloneable {

    private static final int USUAL_MEMORY_MEBIBYTES = 128;

    private Architecture architecture;
    private Topology topology = Topology.of(1);
    private Chipset chipset = Chipset.PC;
    private Firmware firmware = Firmware.QBOOT;
    private Clock clock = Clock.DETERMINISTIC;
    private int memoryMebibytes = USUAL_MEMORY_MEBIBYTES;
    private String cpuModel = "";
    private AcpiSupport acpi = AcpiSupport.EMULATORS_OWN;
    private boolean hpet = true;
    private String commandLine = "";
    private List<String> devices = List.of();
    private boolean apicTraced;
    private Optional<Initrd> initrd = Optional.empty();
    private Optional<String> hardwareAddress = Optional.empty();
    private boolean typedTo;

    private MachineSpec(Architecture architecture) {
        this.architecture = Objects.requireNonNull(architecture);
    }

    /** One CPU, pc, qboot, deterministic clock, 128 MiB, QEMU's ACPI tables, HPET. */
    public static MachineSpec of(Architecture architecture) {
        return new MachineSpec(architecture);
    }

    public MachineSpec with(Architecture value) {
        MachineSpec spec = copy();
        spec.architecture = Objects.requireNonNull(value);
        return spec;
    }

    /** That many CPUs with APIC ids from 0 on. */
    public MachineSpec withCpus(int cpus) {
        return with(Topology.of(cpus));
    }

    public MachineSpec with(Topology value) {
        MachineSpec spec = copy();
        spec.topology = Objects.requireNonNull(value);
        return spec;
    }

    public MachineSpec with(Chipset value) {
        MachineSpec spec = copy();
        spec.chipset = Objects.requireNonNull(value);
        return spec;
    }

    public MachineSpec with(Firmware value) {
        MachineSpec spec = copy();
        spec.firmware = Objects.requireNonNull(value);
        return spec;
    }

    public MachineSpec with(Clock value) {
        MachineSpec spec = copy();
        spec.clock = Objects.requireNonNull(value);
        return spec;
    }

    /** With ACPI tables of another origin. */
    public MachineSpec with(AcpiSupport value) {
        MachineSpec spec = copy();
        spec.acpi = Objects.requireNonNull(value);
        return spec;
    }

    public MachineSpec withMemory(int mebibytes) {
        MachineSpec spec = copy();
        spec.memoryMebibytes = mebibytes;
        return spec;
    }

    /** With a CPU model and features in QEMU's words: {@code qemu64,-apic}; empty for its own. */
    public MachineSpec withCpuModel(String model) {
        MachineSpec spec = copy();
        spec.cpuModel = Objects.requireNonNull(model);
        return spec;
    }

    public MachineSpec withoutHpet() {
        MachineSpec spec = copy();
        spec.hpet = false;
        return spec;
    }

    /** With these words on the kernel's command line, after those there are. */
    public MachineSpec withArguments(String words) {
        MachineSpec spec = copy();
        spec.commandLine = (commandLine + " " + words).strip();
        return spec;
    }

    /** With further arguments for QEMU, as they are. */
    public MachineSpec withDevices(String... arguments) {
        MachineSpec spec = copy();
        List<String> all = new ArrayList<>(devices);
        all.addAll(List.of(arguments));
        spec.devices = List.copyOf(all);
        return spec;
    }

    /** With every register write to Local APIC, IOAPIC and 8259 recorded; costs some speed. */
    public MachineSpec withApicTrace() {
        MachineSpec spec = copy();
        spec.apicTraced = true;
        return spec;
    }

    /** With these files as the kernel's first boot module. */
    public MachineSpec withInitrd(Initrd value) {
        MachineSpec spec = copy();
        spec.initrd = Optional.of(value);
        return spec;
    }

    /**
     * With a network card, an Intel 82540EM, whose cable ends at the checker: see
     * {@link Machine#sendFrames}.
     *
     * @param address its hardware address: {@code 52:54:00:12:34:56}
     */
    public MachineSpec withNetwork(String address) {
        MachineSpec spec = copy();
        spec.hardwareAddress = Optional.of(address);
        return spec;
    }

    /** With somebody at the other end of the serial line: see {@link Machine#type}. */
    public MachineSpec withTyping() {
        MachineSpec spec = copy();
        spec.typedTo = true;
        return spec;
    }

    public Architecture architecture() {
        return architecture;
    }

    public Topology topology() {
        return topology;
    }

    public Chipset chipset() {
        return chipset;
    }

    public Firmware firmware() {
        return firmware;
    }

    public Clock clock() {
        return clock;
    }

    public int memoryMebibytes() {
        return memoryMebibytes;
    }

    /** The CPU model and features in QEMU's words; empty for QEMU's default. */
    public String cpuModel() {
        return cpuModel;
    }

    public AcpiSupport acpi() {
        return acpi;
    }

    public boolean hpet() {
        return hpet;
    }

    /** The words for the kernel, without the path that {@code -kernel} puts first. */
    public String commandLine() {
        return commandLine;
    }

    /** Further arguments for QEMU. */
    public List<String> devices() {
        return devices;
    }

    public boolean apicTraced() {
        return apicTraced;
    }

    public Optional<Initrd> initrd() {
        return initrd;
    }

    /** The hardware address of its network card; empty when it has none. */
    public Optional<String> hardwareAddress() {
        return hardwareAddress;
    }

    public boolean typedTo() {
        return typedTo;
    }

    /** For a human: what it is, and how it differs from a usual machine. */
    public String describe() {
        List<String> words = new ArrayList<>(List.of(architecture.label(), topology.toString(),
                chipset.label(), firmware.label(), clock.toString()));
        if (!acpi.equals(AcpiSupport.EMULATORS_OWN)) {
            words.add(acpi.toString());
        }
        if (memoryMebibytes != USUAL_MEMORY_MEBIBYTES) {
            words.add(memoryMebibytes + " MiB");
        }
        if (!cpuModel.isEmpty()) {
            words.add("-cpu " + cpuModel);
        }
        if (!hpet) {
            words.add("no HPET");
        }
        if (!commandLine.isEmpty()) {
            words.add('"' + commandLine + '"');
        }
        initrd.ifPresent(files -> words.add(files.toString()));
        hardwareAddress.ifPresent(address -> words.add("network card " + address));
        words.addAll(devices);
        return String.join(", ", words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineSpec spec && parts().equals(spec.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }

    private List<Object> parts() {
        return List.of(architecture, topology, chipset, firmware, clock, memoryMebibytes,
                cpuModel, acpi, hpet, commandLine, devices, apicTraced, initrd, hardwareAddress,
                typedTo);
    }

    private MachineSpec copy() {
        try {
            return (MachineSpec) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
