package checker.steps.step02;

import checker.machine.GuestDuration;
import checker.machine.Machine;

/** A boot CPU that gets no further for a while, as on a machine that is slow or interrupted. */
final class Held {

    // jmp to itself: the CPU stays there.
    private static final byte[] STAY = {(byte) 0xeb, (byte) 0xfe};

    private Held() {}

    /** The machine runs for so long while its boot CPU stays at the instruction it stands at. */
    static void at(Machine machine, long address, GuestDuration time) {
        byte[] own = machine.memory().read(address, STAY.length);
        machine.memory().write(address, STAY);
        machine.runToEnd(time);
        machine.memory().write(address, own);
    }
}
