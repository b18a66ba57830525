package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.ExactTime;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Shell;
import checker.junit.Step;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.Ending;
import checker.machine.Firmware;
import checker.machine.GuestDuration;
import checker.machine.IoApic.Redirection;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.steps.hands.MappedRegisters;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Keys and frames arrive once each: during the switch, and after it. */
@Step(2)
@Criterion("BSP runs with LAPIC enabled and interrupts routed via IOAPIC.")
@DestinationHint
@Hint(diagnosis = "asks-otherwise", where = "A line that becomes level-triggered after the switch.",
        wrong = "The entry of the network card's line has not the polarity or trigger that the "
                + "firmware states.",
        fix = "What an override says holds for PCI's lines, too; without one they are levels, "
                + "active low. Write the entry anew when a driver asks for a level.",
        hunk = "RouteLine")
@Hint(diagnosis = "storm", where = "The order of a handler and the end of its interrupt.",
        wrong = "A frame costs more interrupts than the card has asked for: its line was still "
                + "active when the interrupt was ended, and came again with nothing to do.",
        fix = "Call the handler, which makes the device let go of the line, and signal the end "
                + "after that.",
        hunk = "EndLine")
@Hint(where = "Lines other than the timer's, while they change controllers.",
        wrong = "A key that is pressed during the switch is lost or comes twice. Whoever loses the "
                + "edge hears of no later key: the keyboard holds its line until it is read.",
        fix = "Move every line that has a handler in the same way, and raise by hand what the "
                + "8259 remembers and the Local APIC has not seen.",
        hunk = "MoveLine")
final class InputArrivesOnceTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(30);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(1);
    private static final int KEYBOARD = 1;
    private static final int WINDOW = 0x10;

    private static final int FRAMES = 20;
    private static final int INTERRUPTS_A_FRAME = 2; // it has come, and the answer has gone
    private static final int SPARE = 5; // of what else a card may have to say
    private static final long TICK_MICROSECONDS = 10_000;
    private static final int END_OF_INTERRUPT = 0xb0;
    private static final String MAC = "52:54:00:12:34:56";
    private static final byte[] TESTER = {0x02, 0, 0, 0, 0, 0x2a};
    private static final int TESTERS_ADDRESS = 0x0a00_0263; // 10.0.2.99
    private static final int ADDRESS = 0x0a00_020f; // 10.0.2.15
    private static final long ARP_OF_IPV4 = 0x0806_0001_0800_0604L;
    private static final int HARDWARE_BYTES = 6;
    private static final int FRAME_BYTES = 60;

    /** A board with a card; which of the two takes turns. */
    static final class OnTheNetwork implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            boolean newer = draw.coin() == (architecture == Architecture.X86_64);
            return Stream.of(NamedSpec.of("network", MachineSpec.of(architecture)
                    .with(newer ? Chipset.Q35 : Chipset.PC)
                    .with(newer ? Firmware.SEABIOS : Firmware.QBOOT)
                    .withNetwork(MAC).withArguments("ip=10.0.2.15").withApicTrace()));
        }
    }

    /** Two CPUs, one of which is not wanted. */
    static final class WithAKeyboard implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            NamedSpec limited = Wirings.limitedToOne(architecture);
            return Stream.of(NamedSpec.of("2-cpus", MachineSpec.of(architecture).withCpus(2)),
                    limited).map(each -> NamedSpec.of(each.name(),
                            each.spec().withArguments("log=error")));
        }
    }

    @OnEveryMachine(from = WithAKeyboard.class)
    void aKeyPressedDuringTheSwitchIsTypedOnce(Shell shell, Kernel kernel, Draw draw) {
        Machine machine = shell.machine();
        String word = "w" + draw.between(100, 999);
        expectToReach(machine, "ReplaceIRQController", BOOT);
        machine.sendKeys("e");
        Held.untilRequested(machine, kernel.address("ReplaceIRQController"), KEYBOARD, BOOT);
        shell.awaitPrompt();

        Typed.expectSeenOnce(machine, "cho " + word, word);
        Mode.expectAPIC(machine, kernel);
    }

    /** The input is masked again until the key is there: as if it had come first. */
    @OnEveryMachine(cpus = 2, arguments = "log=error")
    void aKeyPressedJustBeforeItsInputOpensIsTypedOnce(Shell shell, Kernel kernel, Draw draw) {
        Machine machine = shell.machine();
        String word = "w" + draw.between(100, 999);
        int pin = Wiring.of(machine.spec()).pin(KEYBOARD).orElseThrow();
        expectToReach(machine, "ReplaceIRQController", BOOT);
        runToOpening(machine, pin);
        Inputs.setMasked(machine, pin, true);
        machine.sendKeys("e");
        Held.untilRequested(machine, machine.cpu(machine.spec().bootCpu()).instructionPointer(),
                KEYBOARD, BOOT);
        Inputs.setMasked(machine, pin, false);
        shell.awaitPrompt();

        Typed.expectSeenOnce(machine, "cho " + word, word);
        Mode.expectAPIC(machine, kernel);
    }

    private static void runToOpening(Machine machine, int pin) {
        long window = MappedRegisters.of(machine, Madt.USUAL_IO_APIC) + WINDOW;
        boolean open = false;
        while (!open) {
            Ending ending = machine.runToWriteAtOr(window, Integer.BYTES, Set.of("KernelReady"),
                    PATIENCE);
            open = !machine.ioApic().orElseThrow().pins().get(pin).masked();
            expect("whether the keyboard's input opens", open || ending instanceof Ending.Touched)
                    .given("the switch ended so", ending.describe()).toBe(true);
        }
    }

    @OnEveryMachine(from = OnTheNetwork.class)
    void aFrameCostsNoMoreInterruptsThanTheCardAsksFor(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelIdle", BOOT);
        Mode.expectAPIC(machine, kernel);
        Inputs.expectAsWired(cardsInput(machine), machine.apicIds().get(0),
                Wiring.of(machine.spec()));
        long before = ends(machine);
        GuestDuration start = machine.now();

        for (int number = 1; number <= FRAMES; number++) {
            machine.sendFrames(List.of(arpRequest()));
            machine.runToFrames(number, PATIENCE);
            expect("answers to " + number + " frames", machine.frames().size()).toBe(number);
        }

        machine.runToEnd(GuestDuration.ofMilliseconds(50));
        expect("answers", machine.frames().size()).toBe(FRAMES);
        ExactTime.assume(machine.spec());
        long ticks = machine.now().since(start).nanoseconds() / 1000 / TICK_MICROSECONDS + 1;
        expect("interrupts of the card that were ended", ends(machine) - before - ticks)
                .given("frames", FRAMES).given("ticks meanwhile", ticks)
                .diagnose("storm", count -> count > 0)
                .to("be about " + INTERRUPTS_A_FRAME + " a frame at most",
                        count -> count <= FRAMES * INTERRUPTS_A_FRAME + SPARE);
    }

    /** Lines of PCI are those that a PC can have as levels. */
    private static List<Redirection> cardsInput(Machine machine) {
        Wiring wiring = Wiring.of(machine.spec());
        List<Redirection> open = Inputs.open(machine.ioApic().orElseThrow()).stream()
                .filter(entry -> List.of(5, 9, 10, 11).contains(
                        wiring.line(entry.pin()).orElse(-1))).toList();
        expect("open inputs of PCI's lines", open.size()).toBe(1);
        return open;
    }

    private static long ends(Machine machine) {
        return machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC)
                .map(ApicWrite::register).filter(register -> register == END_OF_INTERRUPT)
                .count();
    }

    /** Who has the machine's address (RFC 826)? */
    private static byte[] arpRequest() {
        byte[] everybody = HexFormat.of().parseHex("ffffffffffff");
        return ByteBuffer.allocate(FRAME_BYTES).put(everybody).put(TESTER).putLong(ARP_OF_IPV4)
                .putShort((short) 1).put(TESTER).putInt(TESTERS_ADDRESS)
                .put(new byte[HARDWARE_BYTES]).putInt(ADDRESS).array();
    }
}
