package checker.junit;

import checker.kernel.ElfSymbol;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.CpuState;
import checker.machine.ApicWrite;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.IoApic;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Pic;
import checker.oracle.KernelLog;
import checker.oracle.StructView;
import checker.report.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * The facts of one boot, taken while the machine stood still at {@code KernelReady}: immutable, so
 * that any number of behaviours can look at them, and gone with the check.
 */
public final class Boot {

    private final MachineSpec spec;
    private final Kernel kernel;
    private final Ending ending;
    private final Hardware hardware;
    private final KernelMemory memory;
    private final String serial;
    private final Evidence evidence;
    private final Recording recording;
    private final String crash;

    /**
     * What the machine's own registers held.
     *
     * @param bootCpu the index of the CPU that the kernel was started on
     * @param cpus each CPU, by index
     * @param apicIds each CPU's APIC id, by index, as QEMU has made them
     * @param localApics each CPU's, by index; none on a machine without
     * @param ioApic the IOAPIC, where there is one
     * @param pics the two 8259s: master, slave
     * @param apicWrites every register write so far, of a machine whose spec asks for them
     * @param now the machine's time, since it was switched on
     */
    public record Hardware(int bootCpu, List<CpuState> cpus, List<Integer> apicIds,
            List<LocalApic> localApics, Optional<IoApic> ioApic, List<Pic> pics,
            List<ApicWrite> apicWrites, GuestDuration now) {

        public Hardware {
            cpus = List.copyOf(cpus);
            apicIds = List.copyOf(apicIds);
            localApics = List.copyOf(localApics);
            pics = List.copyOf(pics);
            apicWrites = List.copyOf(apicWrites);
        }

        static Hardware of(Machine machine) {
            List<CpuState> cpus = machine.cpus();
            return new Hardware(machine.spec().bootCpu(), cpus, machine.apicIds(),
                    cpus.stream().map(cpu -> machine.localApic(cpu.index()))
                            .flatMap(Optional::stream).toList(),
                    machine.ioApic(), machine.pics(),
                    machine.spec().apicTraced() ? machine.apicWrites() : List.of(), machine.now());
        }

        /** The APIC id of the CPU that the kernel was started on. */
        public int bootApicId() {
            return apicIds.get(bootCpu);
        }

        /** Of a machine that came to an end too soon to be looked at. */
        static Hardware unknown() {
            return new Hardware(0, List.of(), List.of(), List.of(), Optional.empty(), List.of(),
                    List.of(), GuestDuration.ofSeconds(0));
        }
    }

    Boot(Kernel kernel, Ending ending, Hardware hardware, KernelMemory memory, Remains remains,
            Evidence evidence) {
        this.spec = remains.spec();
        this.kernel = kernel;
        this.ending = ending;
        this.hardware = hardware;
        this.memory = memory;
        this.serial = remains.serial();
        this.crash = remains.crash();
        this.evidence = evidence;
        this.recording = remains.recording();
    }

    public MachineSpec spec() {
        return spec;
    }

    public Kernel kernel() {
        return kernel;
    }

    public Hardware hardware() {
        return hardware;
    }

    /** The records of the kernel's log up to {@code KernelReady}. */
    public KernelLog log() {
        return KernelLog.parse(serial);
    }

    /** Bytes of the kernel's variables or code, by virtual address. */
    public byte[] read(long address, int length) {
        return memory.read(address, length);
    }

    /** Whether these bytes can be read here: those of other memory need a machine. */
    public boolean has(long address, int length) {
        return memory.has(address, length);
    }

    /** A variable of the kernel, whole. */
    public byte[] read(String symbol) {
        long address = kernel.address(symbol);
        int size = kernel.image().symbol(symbol).map(ElfSymbol::size).orElse(0L).intValue();
        return memory.read(address, size);
    }

    /** An integer variable of 1 to 8 bytes, zero-extended. */
    public long number(String symbol) {
        byte[] bytes = read(symbol);
        if (bytes.length < 1 || bytes.length > Long.BYTES) {
            throw new IllegalArgumentException(symbol + " has " + bytes.length + " bytes");
        }
        return GuestMemory.number(bytes);
    }

    /** A variable that is a structure. */
    public StructView struct(String symbol, String type, OffsetRequest request) {
        Offsets offsets = kernel.offsets(request);
        int size = Math.toIntExact(offsets.size(type));
        return new StructView(offsets, type, memory.read(kernel.address(symbol), size));
    }

    /** The first {@code count} elements of a variable that is an array of structures. */
    public List<StructView> array(String symbol, String type, int count, OffsetRequest request) {
        Offsets offsets = kernel.offsets(request);
        int size = Math.toIntExact(offsets.size(type) * count);
        return StructView.array(offsets, type, memory.read(kernel.address(symbol), size));
    }

    Evidence evidence() {
        return evidence;
    }

    Recording recording() {
        return recording;
    }

    /** This boot when it reached {@code KernelReady}; else throws a {@link Finding}. */
    Boot orElseThrow() {
        if (!(ending instanceof Ending.Reached)) {
            throw new Finding(new BootDiagnosis("the kernel reaches " + LiveRoom.READY,
                    ending, serial, crash).find());
        }
        return this;
    }
}
