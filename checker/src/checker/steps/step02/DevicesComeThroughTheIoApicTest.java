package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.GuestDuration;
import checker.machine.IoApic.Redirection;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Pic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every line in use goes through the IOAPIC to the boot CPU, and none through the 8259s. */
@Step(2)
@Criterion("Transition interrupt mode: PIC masked, IOAPIC initialized, spurious vector configured.")
@NotInApicModeHint
final class DevicesComeThroughTheIoApicTest {

    private static final int FIRST_VECTOR = 0x20;
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    // At a pc nothing raises any of these, and the kernel has no line at them.
    private static final List<Integer> NOBODYS_LINES = List.of(3, 7, 13);
    /** Of no ISA line: a kernel that sets up the entries of lines leaves these as they are. */
    private static final List<Integer> OF_NO_LINE = List.of(17, 19, 20, 22);
    private static final int LAST = 23;
    private static final int CASCADE = 2;
    /** ICW1's bit; 8259A data sheet, "Programming the 8259A". */
    private static final long INITIALIZE = 0x10;
    private static final List<Integer> COMMAND_PORTS = List.of(0x20, 0xa0);
    /** What a driver may open after the switch is a card's, the keyboard's or a serial line's. */
    private static final Set<Integer> UNUSED = Set.of(6, 7, 8, 13, 14, 15);

    @OnEveryMachine(from = Wirings.class)
    @Hint(where = "What is written to ports 0x21 and 0xA1 once the IOAPIC is in charge.",
            wrong = "The 8259s still deliver: each interrupt of a line that is open there and at "
                    + "the IOAPIC comes twice.",
            fix = "Mask all lines of both 8259s, the cascade too. They keep their vectors, above "
                    + "the exceptions: a spurious one can still come.",
            hunk = "MaskAllPICLines")
    void the8259sAreMasked(Boot boot) {
        Mode.expectAPIC(boot);

        for (Pic pic : boot.hardware().pics()) {
            expect("the mask of 8259 number " + pic.index(), pic.mask()).inHex().toBe(0xff);
            expect("its first vector", pic.vectorBase()).inHex()
                    .to("lie above the exceptions", vector -> vector >= FIRST_VECTOR);
        }
    }

    @OnEveryMachine(from = Wirings.class)
    @Hint(diagnosis = "no-timer", where = "The input that the timer's line arrives at.",
            wrong = "The timer's input is masked: an interrupt source override puts line 0 at "
                    + "another Global System Interrupt than 0, or the IOAPIC's first input has "
                    + "another number than 0.",
            fix = "Look for an override of the line; the input is its Global System Interrupt "
                    + "less the first one of the IOAPIC that has it.",
            hunk = "FindIRQRoutes")
    @Hint(diagnosis = "stranger", where = "Inputs that are open, and what is known of them.",
            wrong = "An input is open that no line arrives at.",
            fix = "Mask every entry when an IOAPIC is taken over. A line whose number an override "
                    + "gives to another line has no input.",
            hunk = "FindIRQRoutes")
    void onlyInputsOfLinesAreOpenTheTimersAmongThem(Boot boot) {
        Mode.expectAPIC(boot);
        Wiring wiring = Wiring.of(boot.spec());
        Set<Integer> open = open(boot).stream().map(Redirection::pin)
                .collect(Collectors.toSet());

        expect("open inputs", open).given("overrides", wiring.overrides())
                .given("the first input's number", wiring.firstInterrupt())
                .diagnose("no-timer", pins -> !pins.contains(timerPin(wiring)))
                .to("have the timer's, " + timerPin(wiring),
                        pins -> pins.contains(timerPin(wiring)));
        expect("open inputs that are no line's", open.stream()
                .filter(pin -> wiring.line(pin).isEmpty()).toList())
                .given("overrides", wiring.overrides())
                .diagnose("stranger", pins -> true).toBe(List.of());
    }

    @OnEveryMachine(from = Wirings.Moved.class)
    @Hint(diagnosis = "closed", where = "Lines that are moved besides the timer's.",
            wrong = "A line that was in use at the 8259s is masked at its input of the IOAPIC.",
            fix = "Open the input of each line that has a handler, by its override.",
            hunk = "ReplaceIRQController")
    @Hint(diagnosis = "unused", where = "Which lines are opened at the IOAPIC.",
            wrong = "The input of a line is open that no driver uses.",
            fix = "Open those alone that have a handler.",
            hunk = "ReplaceIRQController")
    void thoseInUseAreOpenAndNoOthers(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Set<Integer> before = linesInUse(machine);
        expectToReach(machine, "KernelReady", BOOT);
        Mode.expectAPIC(machine, kernel);
        Wiring wiring = Wiring.of(machine.spec());
        Set<Integer> open = Inputs.open(machine.ioApic().orElseThrow()).stream()
                .map(entry -> wiring.line(entry.pin()).orElse(-1)).collect(Collectors.toSet());

        expect("lines in use that no open input has", before.stream()
                .filter(line -> wiring.pin(line).isPresent() && !open.contains(line)).toList())
                .given("in use at the 8259s", before).given("open", open)
                .diagnose("closed", lines -> true).toBe(List.of());
        expect("lines that are open and that nobody uses", open.stream()
                .filter(UNUSED::contains).filter(line -> !before.contains(line)).toList())
                .given("in use at the 8259s", before)
                .diagnose("unused", lines -> true).toBe(List.of());
    }

    private static Set<Integer> linesInUse(Machine machine) {
        return IntStream.range(0, Wiring.LINES).filter(line -> line != CASCADE)
                .filter(line -> (machine.pics().get(line / 8).mask() >> line % 8 & 1) == 0)
                .boxed().collect(Collectors.toSet());
    }

    @OnEveryMachine(from = Wirings.class)
    @DestinationHint
    @Hint(diagnosis = "asks-otherwise", where = "Flags of the interrupt source overrides.",
            wrong = "An entry has not the polarity or trigger that the firmware states.",
            fix = "Bits 0 and 1 are the polarity (1 high, 3 low), bits 2 and 3 the trigger (1 "
                    + "edge, 3 level); 0 is what the bus has: high edges on ISA.",
            hunk = "RouteOf")
    @Hint(where = "The low word of the entries of the redirection table.",
            wrong = "An entry does not deliver its line as an interrupt of its own.",
            fix = "Fixed delivery, physical destination, and for each line another vector above "
                    + "the exceptions.",
            hunk = "RouteGSI")
    void eachGoesToTheBootCpuAsTheFirmwareSays(Boot boot) {
        Mode.expectAPIC(boot);
        Inputs.expectAsWired(open(boot), boot.hardware().bootApicId(), Wiring.of(boot.spec()));
    }

    @OnEveryMachine(cpus = 2)
    @Hint(diagnosis = "left-open", where = "What becomes of entries that the kernel does not use.",
            wrong = "An input that whoever was here before had opened is open still.",
            fix = "Write every entry of an IOAPIC, masked, before any line is routed.",
            hunk = "AddIOAPIC")
    void whatWasOpenBeforeIsMasked(Machine machine, Kernel kernel, Draw draw) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        List<Integer> left = new ArrayList<>(draw.shuffled(OF_NO_LINE).subList(0, 1));
        left.add(LAST);
        left.add(draw.oneOf(NOBODYS_LINES));
        left.forEach(input -> Inputs.open(machine, input));
        expectToReach(machine, "KernelReady", BOOT);

        Mode.expectAPIC(machine, kernel);
        expect("inputs that had been opened before and are open still",
                Inputs.open(machine.ioApic().orElseThrow()).stream().map(Redirection::pin)
                        .filter(left::contains).toList())
                .given("opened before", left).diagnose("left-open", pins -> true)
                .toBe(List.of());
    }

    /** Traced ones: to the IOAPIC, and there and back. */
    static final class Traced implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.concat(
                    Stream.of(NamedSpec.of("pc", MachineSpec.of(architecture).withCpus(2))),
                    new ThePicStaysTest.WrongInput().machines(architecture, draw, thorough))
                    .map(each -> NamedSpec.of(each.name(), each.spec().withApicTrace()));
        }
    }

    @OnEveryMachine(from = Traced.class)
    @Hint(where = "What is written to ports 0x20 and 0xA0 when the lines move, there or back.",
            wrong = "An 8259 is initialized anew: it forgets each edge that nobody has taken yet.",
            fix = "They have been initialized at boot. Mask them, and no more; on the way back "
                    + "they are as they were.",
            hunk = "ReplaceIRQController")
    void the8259sAreNotInitializedAnew(Machine machine) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        int before = machine.apicWrites().size();
        expectToReach(machine, "KernelReady", BOOT);
        List<ApicWrite> writes = machine.apicWrites();
        expect("bytes with bit 4 set (ICW1) that ports 0x20 and 0xA0 have got meanwhile",
                writes.subList(before, writes.size()).stream()
                        .filter(write -> write.controller() == Controller.PIC)
                        .filter(write -> COMMAND_PORTS.contains(write.register()))
                        .map(ApicWrite::value).filter(value -> (value & INITIALIZE) != 0)
                        .toList()).inHex().toBe(List.of());
    }

    private static int timerPin(Wiring wiring) {
        return wiring.pin(Wiring.TIMER).orElseThrow();
    }

    private static List<Redirection> open(Boot boot) {
        return Inputs.open(boot.hardware().ioApic().orElseThrow());
    }
}
