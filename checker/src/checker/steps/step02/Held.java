package checker.steps.step02;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;

/**
 * A boot CPU that gets no further until an edge has come, as on a machine that is slow. It looks at
 * the 8259 itself: a run of so many milliseconds ends when the host looks, by then the next edge
 * may be there or about to come, and an edge that comes after the lines have moved is never lost.
 */
final class Held {

    private static final int LINES = 8;
    // pushf; push eax; mov al, 0ah (OCW3: read IRR); out 20h, al; again: in al, 20h; test al, mask;
    // jz again; pop eax; popf; jmp to the beginning. The same bytes in both architectures.
    private static final String POLL = "9c 50 b0 0a e6 20 e4 20 a8 %02x 74 fa 58 9d eb f0";
    // pushf; push eax; mov eax, count; again: dec eax; jnz again; pop eax; popf; jmp to the
    // beginning.
    private static final String COUNT = "9c 50 b8 %s ff c8 75 fc 58 9d eb f1";
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    private Held() {}

    /**
     * Runs until the first 8259 has the line's request, and not 10 instructions longer.
     *
     * @param address where the boot CPU stands, interrupts off, and will stand again
     * @param line 0 to 7
     * @param patience how long the edge may take
     */
    static void untilRequested(
            Machine machine, long address, int line, GuestDuration patience) {
        if (line < 0 || line >= LINES) {
            throw new IllegalArgumentException("the first 8259 has no line " + line);
        }
        boolean enabled = machine.cpus().get(machine.spec().bootCpu()).interruptsEnabled();
        expect("interrupts, while the lines move", enabled ? "on" : "off").toBe("off");
        execute(machine, address, String.format(POLL, 1 << line), patience,
                "a request of line " + line + " at the 8259");
    }

    /**
     * Runs through so many instructions and those of the interrupts that come, if they are on.
     *
     * @param address where the boot CPU stands, and will stand again
     */
    static void forInstructions(Machine machine, long address, int instructions) {
        byte[] count = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(instructions / 2).array();
        execute(machine, address, String.format(COUNT, BYTES.formatHex(count)),
                GuestDuration.ofSeconds(1), "the end of a wait");
    }

    private static void execute(Machine machine, long address, String code,
            GuestDuration patience, String what) {
        byte[] loop = BYTES.parseHex(code);
        GuestMemory memory = machine.memory();
        byte[] own = memory.read(address, loop.length);
        memory.write(address, loop);
        machine.step(machine.spec().bootCpu()); // away from where the run is to end
        expectReached(machine, what, machine.runToAnyOf(Set.of(address), patience));
        memory.write(address, own);
    }
}
