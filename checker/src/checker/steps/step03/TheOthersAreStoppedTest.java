package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;
import static checker.junit.Expectation.wrong;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.KernelLog;
import checker.oracle.LogRecord;
import checker.steps.hands.Messages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the kernel ends, it ends on every CPU. */
@Step(3)
@Criterion("every AP executes the trampoline and reaches AP C entry without new bootstrap "
        + "infrastructure.")
@Hint(diagnosis = "others-go-on", where = "Panic, ExitAsAsked and CallReboot.",
        wrong = "The kernel has come to its end on one CPU, and another one still waits for "
                + "interrupts, or runs.",
        fix = "A CPU that panics sends an NMI to all that are online, which halt in it; before the "
                + "machine is halted or switched off, an INIT stops them.",
        hunk = "HaltOtherCPUs")
@Hint(diagnosis = "two-panics", where = "What a CPU does that panics while another one does.",
        wrong = "Two CPUs report a panic at the same time.",
        fix = "The first reports, by an atomic exchange; any other one halts.",
        hunk = "BeAlone")
@Hint(diagnosis = "no-panic", where = "An NMI on a CPU that is not the boot CPU.",
        wrong = "An NMI that comes to one of the others alone is not told.",
        fix = "Let an exception of any CPU be a panic.",
        hunk = "HandleOnAP")
final class TheOthersAreStoppedTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(300);
    private static final int CPUS = 4;
    private static final String REASON = "panic: called by the check";

    /** Whose inputs carry NMIs: all CPUs', or that of one of the others alone. */
    static final class Wired implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(
                    NamedSpec.of("at-all-cpus", wired(architecture, CPUS,
                            MadtEntry.nmiOnEveryProcessor())),
                    NamedSpec.of("at-one-of-the-others", wired(architecture, CPUS,
                            MadtEntry.localNmi(draw.between(1, CPUS - 1), 0, 1))));
        }
    }

    private static MachineSpec wired(Architecture architecture, int cpus, MadtEntry nmi) {
        List<MadtEntry> entries = new ArrayList<>();
        for (int id = 0; id < cpus; id++) {
            entries.add(Boards.processor(id, true));
        }
        entries.add(MadtEntry.ioApic(0, Madt.USUAL_IO_APIC, 0));
        entries.add(MadtEntry.interruptOverride(0, 2, 0));
        return Boards.given(architecture, cpus, Madt.of(entries).with(nmi)).withApicTrace();
    }

    @OnEveryMachine(from = Wired.class)
    void aPanicHaltsThemAll(Machine machine) {
        expectToReach(machine, "KernelReady", BOOT);
        expectPanicAfterNmi(machine);
        expectOne(toldPanics(machine));
        expectAllHalted(machine);
    }

    /** Of a machine that has come to the function {@code Panic}: what is logged until it ends. */
    private static List<LogRecord> toldPanics(Machine machine) {
        while (machine.lastEnding().orElseThrow() instanceof Ending.Panicked) {
            machine.runToEnd(A_WHILE);
        }
        return KernelLog.parse(machine.serial()).of(LogRecord.Level.PANIC);
    }

    private static void expectOne(List<LogRecord> panics) {
        Map<String, Long> heads = panics.stream().map(LogRecord::area)
                .filter(area -> area.equals("exception") || area.equals("panic"))
                .collect(Collectors.groupingBy(area -> area, Collectors.counting()));
        expect("lines of the log that say why", heads.getOrDefault("exception", 0L)
                + heads.getOrDefault("panic", 0L)).given("log", panics).asPrinted()
                .diagnose("two-panics", count -> count > 1).toBe(1L);
    }

    /** Others that have been started, and others that have not. */
    static final class Called implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec four = MachineSpec.of(architecture).withCpus(CPUS).withApicTrace();
            return Stream.of(NamedSpec.of("4-cpus", four),
                    NamedSpec.of("nosmp", four.withArguments("nosmp")));
        }
    }

    /** No exception comes before it: the kernel calls the function. */
    @OnEveryMachine(from = Called.class)
    @Hint(diagnosis = "not-said", where = "What Panic does before it says why.",
            wrong = "A panic of the kernel's own code is not the one that is told.",
            fix = "Stop the others only if there is someone who knows how: before StartCPUs, and "
                    + "with one CPU, there is not.",
            hunk = "BeAlone")
    void aPanicWithoutAnExceptionHaltsThemAll(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);
        callPanic(machine, kernel);
        List<LogRecord> panics = toldPanics(machine);
        expect("what the panic says", panics).diagnose("not-said", found -> true)
                .to("begin with \"" + REASON + "\"", found -> !found.isEmpty()
                        && REASON.equals(found.get(0).area() + ": " + found.get(0).message()));
        expectOne(panics);
        expectAllHalted(machine);
    }

    /** Its one argument is the text, which lies where the kernel keeps a copy of its stub. */
    private static void callPanic(Machine machine, Kernel kernel) {
        int boot = machine.spec().bootCpu();
        long text = kernel.address("BootstrapStub");
        machine.memory().write(text, (REASON + "\0").getBytes(StandardCharsets.US_ASCII));
        if (machine.spec().architecture() == Architecture.X86_64) {
            machine.setRegister(boot, "EDI", text);
        } else {
            machine.memory().write(machine.cpu(boot).stackPointer() + Integer.BYTES,
                    GuestMemory.bytes(text, Integer.BYTES));
        }
        machine.setRegister(boot, "EIP", kernel.address("Panic"));
        machine.step(boot);
        machine.runToEnd(A_WHILE);
    }

    /** The one that panics sends NMIs to those that are online; this one is not, so far. */
    static final class OneOther implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("at-all-cpus",
                    wired(architecture, 2, MadtEntry.nmiOnEveryProcessor())));
        }
    }

    @OnEveryMachine(from = OneOther.class)
    @Hint(diagnosis = "others-go-on", where = "What a CPU does when it has reported.",
            wrong = "A CPU that was on its way when another one panicked goes on.",
            fix = "Report first, then look whether there is a panic; the one that panics notes it "
                    + "first and then looks who has reported.",
            hunk = "IsPanicElsewhere")
    @Hint(diagnosis = "too-early", where = "Whom a panic sends its NMI to.",
            wrong = "An NMI comes to a CPU that is on its way and has no IDT yet: it resets the "
                    + "machine, and with it goes what the panic has said.",
            fix = "Send it to those that have reported; whoever reports later looks by itself.",
            hunk = "HaltOtherCPUs")
    void whoComesDuringAPanicHalts(Machine machine) {
        int other = machine.applicationCpus().iterator().next();
        new SentFor(machine).release(other);
        expectToReach(machine, "APMain", BOOT);
        machine.resume(machine.spec().bootCpu());
        machine.stopForGood(other);
        expectPanicAfterNmi(machine);
        machine.resume(other);
        Ending ending = machine.runToEnd(A_WHILE);
        expect("how it ends when CPU " + other + " goes on", ending.describe())
                .diagnose("too-early", found -> true)
                .to("be halted", found -> ending instanceof Ending.NoProgress);
        expectAllHalted(machine);
    }

    private static void expectPanicAfterNmi(Machine machine) {
        machine.injectNmi();
        Ending ending = machine.runToEnd(A_WHILE);
        if (!(ending instanceof Ending.Panicked)) {
            expect("the end after an NMI", ending.describe()).diagnose("no-panic", found -> true)
                    .to("be a panic", found -> false);
        }
    }

    /** Which ends after the boot. */
    static final class Ends implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("exit-halt", MachineSpec.of(architecture)
                    .withCpus(CPUS).withArguments("exit=halt").withApicTrace()));
        }
    }

    @OnEveryMachine(from = Ends.class)
    void theEndOfTheKernelHaltsThemAll(Machine machine) {
        expectToHalt(machine);
    }

    /** Which a program ends. */
    static final class Traced implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("4-cpus",
                    MachineSpec.of(architecture).withCpus(CPUS).withApicTrace()));
        }
    }

    @OnEveryMachine(from = Traced.class)
    void whereAProgramHaltsTheMachineAllHalt(GuestPrograms guests) {
        expectToHalt(guests.start("halt"));
    }

    private static void expectToHalt(Machine machine) {
        expectToReach(machine, "KernelReady", BOOT);
        Ending ending = machine.runToEnd(BOOT);
        if (!(ending instanceof Ending.NoProgress)) {
            throw wrong("the machine does not halt: " + ending.describe());
        }
        expectAllHalted(machine);
    }

    private static void expectAllHalted(Machine machine) {
        for (CpuState cpu : machine.cpus()) {
            String place = Long.toHexString(cpu.instructionAddress());
            expect("CPU " + cpu.index() + " is halted", cpu.halted()).given("at", place)
                    .diagnose("others-go-on", halted -> true).toBe(true);
            expect("CPU " + cpu.index() + " takes interrupts",
                    cpu.interruptsEnabled() && !isReset(machine, cpu.index()))
                    .given("at", place).diagnose("others-go-on", enabled -> true).toBe(false);
        }
    }

    /**
     * Whether an INIT was sent to a CPU that had been started: the last message to it. QEMU acts on
     * one for a halted CPU when anything else comes for that CPU, and before it.
     */
    private static boolean isReset(Machine machine, int cpu) {
        if (!machine.spec().apicTraced()) {
            return false;
        }
        int id = machine.apicIds().get(cpu);
        int destination = 0;
        int last = 0;
        for (ApicWrite write : machine.apicWrites()) {
            if (write.controller() != Controller.LOCAL_APIC) {
                continue;
            }
            if (write.register() == Messages.COMMAND_HIGH) {
                destination = (int) (write.value() >>> 24);
            } else if (write.register() == Messages.COMMAND && !Messages.endsInit(write.value())
                    && (destination == id
                    || Messages.shorthand(write.value()) == Messages.ALL_BUT_SELF)) {
                last = Messages.mode(write.value());
            }
        }
        return last == Messages.INIT;
    }
}
