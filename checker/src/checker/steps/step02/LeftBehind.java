package checker.steps.step02;

import static checker.junit.Expectation.expect;

import checker.machine.Architecture;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.steps.hands.ApicRegisters;
import java.util.HexFormat;

/**
 * The boot CPU's Local APIC as another kernel, or firmware that has used it, may leave it: sources
 * of its own open, priorities held back, an interrupt in service. Intel SDM volume 3A, "Local
 * APIC".
 */
final class LeftBehind {

    private static final int TASK_PRIORITY = 0x80;
    private static final int TIMER = 0x320;
    private static final int THERMAL = 0x330;
    private static final int PERFORMANCE = 0x340;
    private static final int STRANGE_VECTOR = 0xd1;
    private static final int HIGHER_VECTOR = 0xe1;
    private static final int HIGH_PRIORITY = 0xe0;
    private static final HexFormat HEX = HexFormat.of();

    private final Machine machine;
    private final ApicRegisters registers;

    /** Of a machine that stands still in the kernel, interrupts on, its Local APIC mapped. */
    LeftBehind(Machine machine) {
        this.machine = machine;
        this.registers = new ApicRegisters(machine);
    }

    /** Leaves all of that there. */
    void leave() {
        leaveInService(STRANGE_VECTOR);
        leaveInService(HIGHER_VECTOR); // which interrupts the other's handler
        for (int source : new int[] {TIMER, THERMAL, PERFORMANCE}) {
            registers.write(source, STRANGE_VECTOR);
        }
        registers.write(TASK_PRIORITY, HIGH_PRIORITY);
    }

    /** An interrupt whose handler returns at once, and tells nobody. */
    private void leaveInService(int vector) {
        registers.interruptItself(vector);
        Walk walk = machine.walk(machine.spec().bootCpu());
        expect("whether the boot CPU takes an interrupt at EnterAPICMode",
                walk.stepIntoInterrupt()).toBe(true);
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        byte[] interruptReturn = HEX.parseHex(wide ? "48cf" : "cf");
        GuestMemory memory = machine.memory();
        long handler = walk.look().instruction();
        byte[] own = memory.read(handler, interruptReturn.length);
        memory.write(handler, interruptReturn);
        walk.step();
        memory.write(handler, own);
        expect("what is in service at the Local APIC", machine
                .localApic(machine.spec().bootCpu()).orElseThrow().inService())
                .to("have vector " + vector, found -> found.contains(vector));
    }
}
