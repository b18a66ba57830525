package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;
import static checker.junit.NamedSpec.given;

import checker.acpi.Madt;
import checker.acpi.MadtEntry;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Shell;
import checker.junit.Step;
import checker.machine.AcpiSupport;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.IoApic.Redirection;
import checker.machine.LocalApic.LocalVector;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.oracle.LogRecord;
import checker.report.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Without APICs that can be relied on, or where one asks for it, the 8259s stay in charge. */
@Step(2)
@Criterion("Keep a uniprocessor fallback path (boot with `nosmp` flag) until SMP is stable.")
@Hint(diagnosis = "apic-mode-all-the-same", where = "What is asked before the lines move.",
        wrong = "The kernel goes to APIC mode on a machine that has not what it takes.",
        fix = "Stay with the 8259s on nosmp, where BootPolicy has a reason of the tables to "
                + "refuse, and where no IOAPIC that answers has the timer's input.",
        hunk = "DecideMode")
@Hint(diagnosis = "another-reason", where = "The reasons, in the order in which they are asked.",
        wrong = "The 8259s stay for another reason than this machine gives: something that is no "
                + "IOAPIC was taken for one, say, and then no tick came.",
        fix = "Ask what lies at the address for its version before it is believed; zeros or ones "
                + "are nobody's.",
        hunk = "AddIOAPIC")
@Hint(diagnosis = "not-said", where = "The log.",
        wrong = "Nothing says, or more than one line, that the 8259s stay, and why.",
        fix = "One line `PIC mode: REASON`, INFO for the command line and WARN for all else.",
        hunk = "EnterAPICMode")
@Hint(where = "What has been done to 8259s and LINT0 before the decision, and what is undone.",
        wrong = "In PIC mode the timer does not reach the boot CPU.",
        fix = "Decide first. If it turns out later that no tick comes, let LINT0 carry the 8259s "
                + "(ExtINT), and then move the lines back.",
        hunk = "ReturnToPIC")
final class ThePicStaysTest {

    private static final int EXT_INT = 7;
    private static final int TIMER_LINE = 1;
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(60);

    /** What there is of IOAPICs has not the timer's line, or nothing answers there. */
    static final class NoIoApic implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(noneListed(architecture),
                    listing(architecture, "nothing-answers", List.of(
                            MadtEntry.ioApic(0, Wirings.NOTHING, 2))),
                    listing(architecture, "timer-out-of-reach", List.of(
                            MadtEntry.ioApic(0, IO_APIC, draw.oneOf(List.of(3, 16, 24))))),
                    listing(architecture, "beyond-all-numbers", List.of(
                            MadtEntry.ioApic(0, IO_APIC, 0xfffffff0L))));
        }
    }

    /** The first of them, on a board that tells time exactly whatever its tables are. */
    static final class NoneListed implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(onAQ35(noneListed(architecture)));
        }
    }

    /** The tables say that the timer arrives where it does not. */
    static final class WrongInput implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            int input = draw.oneOf(List.of(0, 7, 20));
            return Stream.of(onAQ35(given(architecture, "timer-elsewhere", Wirings.madt(
                    List.of(MadtEntry.ioApic(0, IO_APIC, 0),
                            MadtEntry.interruptOverride(0, input, 0))))));
        }
    }

    /** The same, also where a tick of the 8259s would be an NMI as long as LINT0 is not theirs. */
    static final class WrongInputs implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.concat(new WrongInput().machines(architecture, draw, thorough),
                    Stream.of(onAQ35(given(architecture, "timer-elsewhere-nmis-at-lint0",
                            Wirings.madt(List.of(MadtEntry.ioApic(0, IO_APIC, 0),
                                    MadtEntry.interruptOverride(0, 7, 0),
                                    MadtEntry.localNmi(0xff, 0, 0)))))));
        }
    }

    /** CPU and tables do not agree on APICs, or there are none. */
    static final class BadTables implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            boolean wide = architecture == Architecture.X86_64;
            MachineSpec pc = MachineSpec.of(architecture);
            List<NamedSpec> machines = new ArrayList<>(List.of(
                    NamedSpec.of("no-acpi", pc.withCpus(2).with(AcpiSupport.ABSENT)),
                    NamedSpec.of("no-local-apic",
                            pc.withCpuModel(wide ? "qemu64,-apic" : "qemu32,-apic"))));
            Madt good = Madt.ofProcessors(List.of(0, 1));
            NamedSpec damaged = given(architecture, "damaged-madt", good.truncatedBy(3));
            machines.add(damaged);
            machines.add(given(architecture, "other-address", good.withAddress(0xfec80000L)));
            // One CPU is wanted anyway, and the tables are as bad.
            machines.add(NamedSpec.of("damaged-madt-limited-to-one",
                    damaged.spec().withArguments("maxcpus=1")));
            return machines.stream();
        }
    }

    private static final long IO_APIC = Madt.USUAL_IO_APIC;

    @OnEveryMachine(cpus = 2, firmware = {Firmware.QBOOT, Firmware.SEABIOS}, arguments = "nosmp")
    void itStaysOnRequest(Boot boot) {
        expectToStay(boot, Mode.COMMAND_LINE, LogRecord.Level.INFO);
    }

    @OnEveryMachine(from = NoIoApic.class)
    void itStaysWithoutAnIoapicForTheTimer(Boot boot) {
        expectToStay(boot, Mode.NO_IOAPIC, LogRecord.Level.WARN);
    }

    @OnEveryMachine(from = WrongInputs.class)
    @Hint(causes = Cause.EXCEPTION, where = "What LINT0 carries when the lines move back.",
            wrong = "A tick that the 8259s remember comes as an NMI: they are open, and LINT0 has "
                    + "been given to NMIs.",
            fix = "LINT0 to ExtINT first, then the lines.",
            hunk = "ReturnToPIC")
    void itComesBackWhenNoTickArrives(Boot boot) {
        expectToStay(boot, Mode.NO_TICK, LogRecord.Level.WARN);
    }

    @OnEveryMachine(from = BadTables.class)
    void itStaysWhereTheTablesAreNoGood(Boot boot) {
        expectToStay(boot, Mode.TABLES, LogRecord.Level.WARN);
    }

    @OnEveryMachine(from = WrongInput.class)
    void ticksGoOnAfterTheReturn(Machine machine) {
        expectTicks(machine);
    }

    @OnEveryMachine(from = NoneListed.class)
    void ticksGoOnWithoutAnIoapic(Machine machine) {
        expectTicks(machine);
    }

    @OnEveryMachine(from = TypedAt.class)
    @Hint(causes = {Cause.WRONG_OUTPUT, Cause.NO_FIRST_BYTE, Cause.NO_PROGRESS},
            where = "The lines besides the timer's, when the 8259s are in charge.",
            wrong = "The keyboard's interrupts, or the serial line's, do not arrive, or twice.",
            fix = "Open the line of each driver at the 8259s again, and mask it at the IOAPIC.",
            hunk = "ReturnToPIC")
    void keysArriveAllTheSame(Shell shell, Draw draw) {
        String word = "w" + draw.between(100, 999);
        shell.awaitPrompt();
        Typed.expectSeenOnce(shell.machine(), "echo " + word, word);
    }

    /** On request, and after the return. */
    static final class TypedAt implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec pc = MachineSpec.of(architecture).withCpus(2);
            return Stream.concat(Stream.of(NamedSpec.of("nosmp", pc.withArguments("nosmp"))),
                            new WrongInput().machines(architecture, draw, thorough))
                    .map(each -> NamedSpec.of(each.name(),
                            each.spec().withArguments("log=error")));
        }
    }

    private static void expectToStay(Boot boot, String reason, LogRecord.Level level) {
        Mode.expectPIC(boot, reason);
        expectSaid(boot, level);
        expectOpen(boot);
    }

    private static void expectTicks(Machine machine) {
        ExactTime.assume(machine.spec());
        expectToReach(machine, "KernelReady", BOOT);
        Ticks.expectRate(machine);
    }

    private static void expectSaid(Boot boot, LogRecord.Level level) {
        List<LogRecord> said = boot.log().of("interrupts").stream()
                .filter(each -> each.message().startsWith("PIC mode: ")).toList();
        expect("lines that begin with PIC mode:", said.size()).given("log", Mode.lines(boot))
                .asPrinted().diagnose("not-said", count -> true).toBe(1);
        expect("the level of that line", said.get(0).level()).asPrinted()
                .diagnose("not-said", found -> true).toBe(level);
    }

    private static void expectOpen(Boot boot) {
        expect("the timer is masked at the 8259",
                (boot.hardware().pics().get(0).mask() & TIMER_LINE) != 0).toBe(false);
        boot.hardware().ioApic().ifPresent(ioApic -> expect("inputs of the IOAPIC that are open",
                Inputs.open(ioApic).stream().map(Redirection::pin).toList()).toBe(List.of()));
        if (boot.hardware().localApics().isEmpty()) {
            return;
        }
        LocalVector lint0 = TheLocalApicIsEnabledTest.apicOf(boot).localVectorTable().get("LVT0");
        expect("LINT0 is masked", lint0.masked()).toBe(false);
        expect("LINT0's delivery mode (7 is ExtINT)", lint0.deliveryMode()).toBe(EXT_INT);
    }

    private static NamedSpec onAQ35(NamedSpec machine) {
        return NamedSpec.of(machine.name(),
                machine.spec().with(Chipset.Q35).with(Firmware.SEABIOS));
    }

    private static NamedSpec noneListed(Architecture architecture) {
        return listing(architecture, "no-ioapic", List.of());
    }

    private static NamedSpec listing(
            Architecture architecture, String name, List<MadtEntry> ioApics) {
        List<MadtEntry> entries = new ArrayList<>(ioApics);
        entries.add(MadtEntry.interruptOverride(0, 2, 0));
        entries.add(MadtEntry.nmiOnEveryProcessor());
        return given(architecture, name, Wirings.madt(entries));
    }
}
