package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.ExactTime;
import checker.junit.Kernel;
import checker.junit.Machines;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.hands.MappedRegisters;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The move of the lines from the 8259s to the IOAPIC, on a machine that may be so slow that a tick
 * comes at some moment of it. The other CPUs are as dead: else the clock runs on to the next tick
 * at each stop by which the check looks.
 */
final class SlowSwitch {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(1);
    private static final String NEVER = "neither handled nor pending";
    private static final String TWICE = "handled and pending";
    private static final int WINDOW = 0x10;
    private static final int HALF_A_TICK = 20_000; // 5 ms, at 256 ns an instruction

    private final Machine machine;
    private final long tick;
    private final long back;
    private final int pin;
    private OptionalLong ioApic = OptionalLong.empty();

    /** Runs a machine that has just been switched on to the beginning of the switch. */
    SlowSwitch(Machine machine, Kernel kernel) {
        this(machine, kernel, false);
    }

    private SlowSwitch(Machine machine, Kernel kernel, boolean later) {
        this.machine = machine;
        this.tick = kernel.address("OnTick");
        this.pin = Wiring.of(machine.spec()).pin(Wiring.TIMER).orElseThrow();
        expectToReach(machine, "EnterAPICMode", BOOT);
        machine.applicationCpus().forEach(machine::stopForGood);
        if (later) {
            Held.forInstructions(machine, kernel.address("EnterAPICMode"), HALF_A_TICK);
        }
        expectToReach(machine, "ReplaceIRQController", BOOT);
        this.back = machine.returnAddress();
    }

    /**
     * Runs to a moment of the switch before which no tick has come by itself. The stops on the way
     * take up to 4.5 ms: where one comes in them, another machine begins half a tick later.
     */
    static SlowSwitch before(Consumer<SlowSwitch> way, Machines machines, Kernel kernel) {
        Machine machine = machines.next();
        ExactTime.assume(machine.spec());
        SlowSwitch lines = new SlowSwitch(machine, kernel);
        way.accept(lines);
        if (lines.tickRequested()) {
            lines = new SlowSwitch(machines.next(), kernel, true);
            way.accept(lines);
        }
        return lines;
    }

    /** Holds the boot CPU where it stands until the 8259 has a tick; the next is 10 ms away. */
    void awaitTick() {
        Held.untilRequested(machine, bootCpu().instructionPointer(), Wiring.TIMER, PATIENCE);
    }

    /** Whether the 8259 has a tick that nobody has taken from it. */
    boolean tickRequested() {
        return (machine.pics().get(0).requested() >> Wiring.TIMER & 1) != 0;
    }

    /** How often the kernel selects a register of the IOAPIC before the timer's input is open. */
    int selectionsUntilOpen() {
        int count = 0;
        while (runToWrite(0) && !isOpen()) {
            count++;
        }
        expectToBeOpen();
        return count; // one at which it is seen to be open is behind the opening
    }

    /** Runs to behind a selection of a register. */
    void runToSelection(int count) {
        for (int left = count; left > 0; left--) {
            expect("whether the kernel selects as many registers as before", runToWrite(0))
                    .toBe(true);
        }
    }

    /** Runs to behind the instruction that opens the timer's input. */
    void runToOpening() {
        boolean written = true;
        while (written && !isOpen()) {
            written = runToWrite(WINDOW);
        }
        expectToBeOpen();
    }

    private void expectToBeOpen() {
        expect("whether the timer's input of the IOAPIC is open", isOpen())
                .given("the run to a write to its registers ended so",
                        machine.lastEnding().orElseThrow().describe()).toBe(true);
    }

    private boolean isOpen() {
        return !machine.ioApic().orElseThrow().pins().get(pin).masked();
    }

    /** Runs to behind a write to the register, and tells whether one came before KernelReady. */
    private boolean runToWrite(int register) {
        ioApic = OptionalLong.of(ioApic.orElseGet(() ->
                MappedRegisters.of(machine, Madt.USUAL_IO_APIC)));
        return machine.runToWriteAtOr(ioApic.getAsLong() + register, Integer.BYTES,
                Set.of("KernelReady"), PATIENCE) instanceof Ending.Touched;
    }

    /** Runs to the end of the switch. The tick that came has been handled or is pending, once. */
    void expectOneTick() {
        expectOne(runToEnd());
    }

    private void expectOne(String fate) {
        expect("the tick, at the end of ReplaceIRQController", fate)
                .given("the timer's vector", vector())
                .diagnose("tick-lost", NEVER::equals).diagnose("tick-doubled", TWICE::equals)
                .to("be handled or pending, once",
                        found -> !found.equals(NEVER) && !found.equals(TWICE));
    }

    /** The same where none has come so far: none, or the one that came by itself meanwhile. */
    void expectNoTick() {
        String fate = runToEnd();
        if (tickRequested()) {
            expectOne(fate);
            return;
        }
        expect("a tick, at the end of ReplaceIRQController", fate)
                .given("the timer's vector", vector())
                .diagnose("tick-invented", found -> true).toBe(NEVER);
    }

    private String runToEnd() {
        boolean handled = false;
        long reached;
        do {
            Ending ending = machine.runToAnyOf(Set.of(tick, back), PATIENCE);
            expectReached(machine, "the end of ReplaceIRQController", ending);
            reached = ((Ending.Reached) ending).address();
            boolean again = reached == tick;
            expect("OnTick has been called twice", handled && again)
                    .diagnose("tick-doubled", twice -> twice).toBe(false);
            handled |= again;
        } while (reached != back);
        boolean pending = machine.localApic(machine.spec().bootCpu()).orElseThrow().requested()
                .contains(vector());
        String once = handled ? "handled" : "pending";
        return handled && pending ? TWICE : handled || pending ? once : NEVER;
    }

    private int vector() {
        return machine.ioApic().orElseThrow().pins().get(pin).vector();
    }

    private CpuState bootCpu() {
        return machine.cpu(machine.spec().bootCpu());
    }
}
