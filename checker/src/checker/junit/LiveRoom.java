package checker.junit;

import checker.kernel.ElfImage;
import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Initrd;
import checker.machine.Machine;
import checker.machine.MachineFailedException;
import checker.machine.MachineSpec;
import checker.machine.StartTrial;
import checker.oracle.ProbeOutput;
import checker.oracle.ProbeReport;
import checker.qemu.QemuStarter;
import checker.report.Diagnosis;
import checker.report.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machines of a check, with the kernel under judgement in each. */
public final class LiveRoom implements MachineRoom, AutoCloseable {

    /** Where a kernel arrives once its boot is complete. */
    static final String READY = "KernelReady";
    static final String PROBES_DONE = "ProbesDone";

    private static final int BOOT_MILLISECONDS = 1000;
    private static final int BOOT_MILLISECONDS_PER_CPU = 10;
    private static final GuestDuration PROBES_LIMIT = GuestDuration.ofSeconds(600);

    /** QEMU's words when it does not take a file for a kernel: its x86.c and multiboot.c. */
    private static final Pattern REFUSAL = Pattern.compile("(load|loading|reading) .*kernel"
            + "|invalid \\w+_addr address|Cannot load x86-64 image");

    private final Kernels kernels;
    private final MachineLogs logs;
    private final long seed;
    private final QemuStarter starter;
    private final boolean traced;
    private final GuestRoom guestRoom;
    private final Hopelessness hopelessness = new Hopelessness();
    private final Once<MachineSpec, Boot> boots = new Once<>();
    private final Once<List<Object>, ProbeRun> probes = new Once<>();
    private final Once<MachineSpec, Boolean> starts = new Once<>();
    private final Once<GuestOrder, ProbeRun> guests = new Once<>();

    /**
     * Begins to build the kernels at once.
     *
     * @param seed draws the nonces of probes
     * @param starter starts the machines' QEMUs
     * @param traced whether what a kernel recorded is wanted also where nothing is wrong
     */
    public LiveRoom(KernelOrders orders, long seed, MachineLogs logs, Progress progress,
            QemuStarter starter, boolean traced) {
        this.kernels = new Kernels(orders, logs, progress);
        this.logs = logs;
        this.seed = seed;
        this.starter = starter;
        this.traced = traced;
        this.guestRoom = new GuestRoom(orders, seed, logs, starter, traced);
    }

    @Override
    public Boot boot(MachineSpec spec) {
        return boots.get(spec, () -> bootNow(spec));
    }

    @Override
    public ProbeRun probes(MachineSpec spec, String glob) {
        return probes.get(List.of(spec, glob), () -> probeNow(spec, glob));
    }

    @Override
    public ProbeRun guests(GuestOrder order) {
        return guests.get(order, () -> {
            Kernel kernel = kernel(order);
            hopelessness.requireHope(order.spec().architecture());
            return guestRoom.run(order, kernel);
        });
    }

    @Override
    public Machine machine(GuestOrder order) {
        Kernel kernel = kernel(order);
        hopelessness.requireHope(order.spec().architecture());
        return guestRoom.start(order, kernel);
    }

    @Override
    public ElfImage program(GuestOrder order) {
        return guestRoom.image(order.program(), kernel(order));
    }

    @Override
    public Kernel kernel(GuestOrder order) {
        Architecture architecture = order.spec().architecture();
        return order.probe().isPresent()
                ? kernels.probing(architecture) : kernels.plain(architecture);
    }

    @Override
    public Machine machine(MachineSpec spec) {
        Kernel kernel = kernel(spec.architecture());
        hopelessness.requireHope(spec.architecture());
        return boot(spec, kernel);
    }

    @Override
    public boolean firmwareStarts(MachineSpec spec) {
        return starts.get(spec, () -> StartTrial.passes(spec, logs.scratch()));
    }

    @Override
    public Machine userland(MachineSpec spec) {
        Kernel kernel = kernel(spec.architecture());
        List<Initrd> files = new ArrayList<>(List.of(guestRoom.userland(kernel)));
        files.addAll(spec.modules());
        return machine(spec.withTyping().withModules(List.of(Initrd.ofAll(files))));
    }

    @Override
    public Kernel kernel(Architecture architecture) {
        return kernels.plain(architecture);
    }

    @Override
    public void close() {
        kernels.close();
    }

    private Boot bootNow(MachineSpec spec) {
        Kernel kernel = kernel(spec.architecture());
        hopelessness.requireHope(spec.architecture());
        try (Machine machine = boot(spec, kernel)) {
            Ending ending = machine.runTo(READY, bootLimit(spec));
            boolean ready = ending instanceof Ending.Reached;
            if (ready || !machine.serial().isEmpty() || firmwareStarts(spec)) {
                hopelessness.note(spec.architecture(), ending);
            }
            Boot.Hardware hardware = ready ? Boot.Hardware.of(machine) : Boot.Hardware.unknown();
            KernelMemory memory = ready ? KernelMemory.copy(
                    kernel.image(), machine.memory(), hardware.cpus())
                    : KernelMemory.none(kernel.image());
            Remains remains = ready ? Remains.ofArrived(machine, hardware.cpus(),
                    Recording.of(kernel.image(), memory, spec, hardware.now()))
                    : Remains.of(machine);
            return new Boot(kernel, ending, hardware, memory, remains, logs.keep(remains));
        }
    }

    /**
     * In guest time from the kernel's entry on: some ten times what a good boot takes. Not more,
     * because a CPU that spins takes QEMU several times as long as the guest.
     */
    static GuestDuration bootLimit(MachineSpec spec) {
        return GuestDuration.ofMilliseconds(BOOT_MILLISECONDS
                + (long) BOOT_MILLISECONDS_PER_CPU * spec.topology().present());
    }

    private ProbeRun probeNow(MachineSpec spec, String glob) {
        Kernel kernel = kernels.probing(spec.architecture());
        String nonce = String.format("%016x", Draw.of(seed, spec.describe()).seed());
        MachineSpec probing = spec.withArguments(
                "probe=" + glob + " nonce=" + nonce);
        try (Machine machine = boot(probing, kernel)) {
            Ending ending = machine.runTo(PROBES_DONE, PROBES_LIMIT);
            boolean done = ending instanceof Ending.Reached;
            Remains remains = done
                    ? Remains.ofArrived(machine, machine.cpus(),
                            Recording.ofWanted(machine, traced))
                    : Remains.of(machine);
            Optional<Diagnosis> why = done ? Optional.empty()
                    : Optional.of(new BootDiagnosis("all probes end", ending, remains.serial(),
                            remains.crash()).find());
            ProbeReport report = ProbeOutput.parse(nonce, machine.debugConsole());
            return new ProbeRun("probe", report, why, logs.keep(remains),
                    remains.recording());
        }
    }

    private Machine boot(MachineSpec spec, Kernel kernel) {
        try {
            return Machine.boot(starter, spec, kernel.elf(), kernel.image(), logs.scratch());
        } catch (MachineFailedException e) {
            if (e.said().lines().anyMatch(REFUSAL.asPredicate()) && firmwareStarts(spec)) {
                throw new Finding(BootDiagnosis.ofRefused(e.said()));
            }
            throw e;
        }
    }
}
