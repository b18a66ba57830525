package checker.book.live;

import checker.machine.GuestMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry of an interrupt descriptor table; Intel SDM volume 3A, "IDT Descriptors" and "64-Bit
 * Mode IDT".
 *
 * @param vector its number
 * @param selector the handler's code segment
 * @param offset the handler's address
 * @param stack the number of the stack to change to, 0 for none; always 0 outside long mode
 * @param type EH an interrupt gate, FH a trap gate, 5H a task gate
 * @param privilege the lowest that may call it by INT n
 * @param present whether it is one
 */
record Gate(int vector, int selector, long offset, int stack, int type, int privilege,
        boolean present) {

    static List<Gate> all(byte[] table, boolean wide) {
        int size = wide ? 16 : 8;
        List<Gate> gates = new ArrayList<>();
        for (int at = 0; at + size <= table.length; at += size) {
            long low = GuestMemory.number(Arrays.copyOfRange(table, at, at + 8));
            long high = wide ? GuestMemory.number(Arrays.copyOfRange(table, at + 8, at + 12)) : 0;
            long offset = low & 0xffff | low >>> 32 & 0xffff0000L | high << 32;
            gates.add(new Gate(at / size, (int) (low >>> 16) & 0xffff, offset,
                    wide ? (int) (low >>> 32) & 7 : 0, (int) (low >>> 40) & 0xf,
                    (int) (low >>> 45) & 3, (low >>> 47 & 1) != 0));
        }
        return List.copyOf(gates);
    }
}
