package checker.junit;

import checker.kernel.BuildFailedException;
import checker.kernel.ElfImage;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Initrd;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.ProbeOutput;
import checker.oracle.ProbeReport;
import checker.oracle.ProbeResult;
import checker.qemu.QemuStarter;
import checker.report.Diagnosis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs guest programs: each alone with the first process, on a machine of its own. */
final class GuestRoom {

    /** Where the runtime of a program keeps what the checker asks of it, as in its Report.h. */
    private static final String MARK = "@the run's words";
    private static final int NONCE_BYTES = 32;
    private static final int ARGUMENT_BYTES = 112;

    /** The test that fails always, as in the runtime's Tests.c. */
    private static final String BAIT = "ThisOneFails";
    private static final String RUNNER = "init";
    private static final int PROGRAM_MODE = 0755;
    private static final int SCRATCH_MODE = 0777;
    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(300);

    private final KernelOrders orders;
    private final MachineLogs logs;
    private final long seed;
    private final QemuStarter starter;
    private final boolean traced;
    private final Once<List<Object>, Path> files = new Once<>();
    private final Once<Path, ElfImage> images = new Once<>();

    GuestRoom(KernelOrders orders, long seed, MachineLogs logs, QemuStarter starter,
            boolean traced) {
        this.orders = orders;
        this.seed = seed;
        this.logs = logs;
        this.starter = starter;
        this.traced = traced;
    }

    /** A machine with the program in it, which has not executed an instruction. */
    Machine start(GuestOrder order, Kernel kernel) {
        String nonce = nonce(order.describe());
        Initrd files = Initrd.empty().withDirectory("bin", PROGRAM_MODE)
                .withDirectory("tmp", SCRATCH_MODE)
                .withFile("bin/init", PROGRAM_MODE, program(RUNNER, "", kernel, nonce))
                .withFile("bin/test", PROGRAM_MODE,
                        program(order.program(), order.arguments(), kernel, nonce));
        // The kernel's own nonce is another one: a probe's report is not the program's.
        MachineSpec running = order.spec().withModules(List.of(files))
                .withArguments("init=/bin/init nonce=" + nonce("kernel " + nonce)
                        + order.probe().map(probe -> " probe=" + probe).orElse(""));
        return Machine.boot(starter, running, kernel.elf(), kernel.image(), logs.scratch());
    }

    /** One run, to the moment at which the machine is switched off. */
    ProbeRun run(GuestOrder order, Kernel kernel) {
        String nonce = nonce(order.describe());
        try (Machine machine = start(order, kernel)) {
            Ending ending = machine.runToEnd(LIMIT);
            boolean complete = ending instanceof Ending.PowerOff;
            Remains remains = complete
                    ? Remains.ofArrived(machine, machine.cpus(),
                            Recording.ofWanted(machine, traced))
                    : Remains.of(machine);
            Optional<Diagnosis> why = complete ? Optional.empty()
                    : Optional.of(new BootDiagnosis("every test of " + order.program() + " ends",
                            ending, remains.serial(), remains.crash()).find());
            ProbeReport report = trusted(ProbeOutput.parse(nonce, machine.debugConsole()));
            return new ProbeRun("test", report, why, logs.keep(remains),
                    remains.recording());
        }
    }

    /**
     * The report without the test that fails always; with a fault when it is said to have passed,
     * for then who knows what of the others is true.
     */
    static ProbeReport trusted(ProbeReport report) {
        List<ProbeResult> others = report.results().stream()
                .filter(result -> !result.name().equals(BAIT)).toList();
        boolean failed = report.result(BAIT)
                .filter(bait -> bait.verdict() == ProbeResult.Verdict.NOT_OK).isPresent();
        List<String> faults = new ArrayList<>(report.faults());
        if (!failed) {
            faults.add("a test that fails always, " + BAIT + ", was not reported to fail");
        }
        return new ProbeReport(others, report.planned().map(count -> count - 1),
                report.bailOut(), faults, report.foreignLines());
    }

    /** The programs that the kernel brings along. */
    Initrd userland(Kernel kernel) {
        try {
            return Initrd.read(Files.readAllBytes(kernel.build().userland(kernel.order())));
        } catch (BuildFailedException e) {
            throw new Finding(Kernels.diagnosis(e.failure(), logs));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the programs", e);
        }
    }

    private String nonce(String purpose) {
        return String.format("%016x", Draw.of(seed, purpose).seed());
    }

    /** What a program is made of, built for a kernel. */
    ElfImage image(String name, Kernel kernel) {
        Path file = file(name, kernel);
        return images.get(file, () -> ElfImage.read(file));
    }

    private Path file(String name, Kernel kernel) {
        return files.get(List.of(name, kernel.order()), () -> {
            try {
                return orders.guestBuild().build(name, kernel.order());
            } catch (BuildFailedException e) {
                throw new Finding(Kernels.diagnosis(e.failure(), logs));
            }
        });
    }

    private byte[] program(String name, String arguments, Kernel kernel, String nonce) {
        try {
            return asked(Files.readAllBytes(file(name, kernel)), nonce, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guest program " + name, e);
        }
    }

    /** Writes into a program what it is to do; it learns that from nobody else. */
    static byte[] asked(byte[] program, String nonce, String arguments) {
        if (arguments.length() >= ARGUMENT_BYTES) {
            throw new IllegalArgumentException("too much to ask of a program: " + arguments);
        }
        int mark = new String(program, StandardCharsets.ISO_8859_1).indexOf(MARK);
        if (mark < 0) {
            throw new IllegalStateException("the program has no place for what is asked of it");
        }
        byte[] filled = program.clone();
        put(filled, mark + MARK.length(), nonce);
        put(filled, mark + MARK.length() + NONCE_BYTES, arguments);
        return filled;
    }

    private static void put(byte[] program, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, program, offset, bytes.length);
    }
}
