package checker.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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
    private int bootCpu;
    private Chipset chipset = Chipset.PC;
    private Firmware firmware = Firmware.QBOOT;
    private Clock clock = Clock.DETERMINISTIC;
    private int memoryMebibytes = USUAL_MEMORY_MEBIBYTES;
    private String cpuModel = "";
    private AcpiSupport acpi = AcpiSupport.EMULATORS_OWN;
    private boolean hpet = true;
    private String commandLine = "";
    private List<Initrd> modules = List.of();
    private List<String> devices = List.of();
    private boolean apicTraced;
    private Optional<ExecutionLog> executionLog = Optional.empty();
    private List<Integer> recordedPorts = List.of();
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
        return changed(spec -> spec.architecture = Objects.requireNonNull(value));
    }

    /** That many CPUs with APIC ids from 0 on. */
    public MachineSpec withCpus(int cpus) {
        return with(Topology.of(cpus));
    }

    public MachineSpec with(Topology value) {
        return changed(spec -> spec.topology = Objects.requireNonNull(value));
    }

    /**
     * With the kernel started on the CPU of that index: the loader hands over to the first, as
     * always, which passes everything on and never executes again. That is how a kernel begins
     * that another one started from whatever CPU it was on (Linux's kexec).
     */
    public MachineSpec bootedBy(int cpu) {
        return changed(spec -> spec.bootCpu = cpu);
    }

    public MachineSpec with(Chipset value) {
        return changed(spec -> spec.chipset = Objects.requireNonNull(value));
    }

    public MachineSpec with(Firmware value) {
        return changed(spec -> spec.firmware = Objects.requireNonNull(value));
    }

    public MachineSpec with(Clock value) {
        return changed(spec -> spec.clock = Objects.requireNonNull(value));
    }

    /** With ACPI tables of another origin. */
    public MachineSpec with(AcpiSupport value) {
        return changed(spec -> spec.acpi = Objects.requireNonNull(value));
    }

    public MachineSpec withMemory(int mebibytes) {
        return changed(spec -> spec.memoryMebibytes = mebibytes);
    }

    /** With a CPU model and features in QEMU's words: {@code qemu64,-apic}; empty for its own. */
    public MachineSpec withCpuModel(String model) {
        return changed(spec -> spec.cpuModel = Objects.requireNonNull(model));
    }

    public MachineSpec withoutHpet() {
        return changed(spec -> spec.hpet = false);
    }

    /** With these words on the kernel's command line, after those there are. */
    public MachineSpec withArguments(String words) {
        return changed(spec -> spec.commandLine = (commandLine + " " + words).strip());
    }

    /** With these boot modules; the first holds the kernel's first files. */
    public MachineSpec withModules(List<Initrd> values) {
        return changed(spec -> spec.modules = List.copyOf(values));
    }

    /** With further arguments for QEMU, as they are. */
    public MachineSpec withDevices(String... arguments) {
        return changed(spec -> {
            List<String> all = new ArrayList<>(devices);
            all.addAll(List.of(arguments));
            spec.devices = List.copyOf(all);
        });
    }

    /** With every register write to Local APIC, IOAPIC and 8259 recorded; costs some speed. */
    public MachineSpec withApicTrace() {
        return changed(spec -> spec.apicTraced = true);
    }

    /** With executed instructions noted; needs a deterministic clock. */
    public MachineSpec with(ExecutionLog log) {
        return changed(spec -> spec.executionLog = Optional.of(log));
    }

    /** With something at these I/O ports that records each byte: see {@link Machine#written}. */
    public MachineSpec withRecordedPorts(Integer... ports) {
        return changed(spec -> spec.recordedPorts = List.of(ports));
    }

    /**
     * With a network card, an Intel 82540EM, whose cable ends at the checker: see
     * {@link Machine#sendFrames}.
     *
     * @param address its hardware address: {@code 52:54:00:12:34:56}
     */
    public MachineSpec withNetwork(String address) {
        return changed(spec -> spec.hardwareAddress = Optional.of(address));
    }

    /** With somebody at the other end of the serial line: see {@link Machine#type}. */
    public MachineSpec withTyping() {
        return changed(spec -> spec.typedTo = true);
    }

    public Architecture architecture() {
        return architecture;
    }

    public Topology topology() {
        return topology;
    }

    /** The index of the CPU that the kernel is started on. */
    public int bootCpu() {
        return bootCpu;
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

    /** The boot modules, in their order. */
    public List<Initrd> modules() {
        return modules;
    }

    /** Further arguments for QEMU. */
    public List<String> devices() {
        return devices;
    }

    public boolean apicTraced() {
        return apicTraced;
    }

    /** What is noted of executed instructions; nothing unless it was asked for. */
    public Optional<ExecutionLog> executionLog() {
        return executionLog;
    }

    /** The I/O ports that have nothing behind them but a record of what is written. */
    public List<Integer> recordedPorts() {
        return recordedPorts;
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
        if (bootCpu != 0) {
            words.add("booted by CPU " + bootCpu);
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
        if (modules.size() == 1) {
            words.add(modules.get(0).toString());
        } else if (!modules.isEmpty()) {
            words.add(modules.size() + " modules");
        }
        if (!recordedPorts.isEmpty()) {
            words.add("ports " + recordedPorts + " recorded");
        }
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
        return List.of(architecture, topology, bootCpu, chipset, firmware, clock, memoryMebibytes,
                cpuModel, acpi, hpet, commandLine, modules, devices, apicTraced, executionLog,
                recordedPorts, hardwareAddress, typedTo);
    }

    /** A copy that differs in what the change does to it. */
    private MachineSpec changed(Consumer<MachineSpec> change) {
        try {
            MachineSpec copy = (MachineSpec) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
