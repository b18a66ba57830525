package checker.machine;

import java.util.Map;

/**
 * One CPU's registers at a stop, as QEMU knows them.
 *
 * @param index counted from 0, in QEMU's order; 0 is the one that the firmware runs on
 * @param mode how it executes
 * @param instructionPointer EIP or RIP
 * @param stackPointer ESP or RSP
 * @param framePointer EBP or RBP
 * @param flags EFLAGS or RFLAGS
 * @param privilege the current privilege level, 0 to 3
 * @param halted whether it waits in HLT, or was never started
 * @param registers all registers by QEMU's names, upper case: EAX or RAX, CR0, CR3, EFER, and for
 *     segments and descriptor tables their bases: CS.base, GDT.base, IDT.limit, CS.selector
 */
public record CpuState(
        int index, Mode mode, long instructionPointer, long stackPointer, long framePointer,
        long flags, int privilege, boolean halted, Map<String, Long> registers) {

    private static final long INTERRUPT_FLAG = 1L << 9;

    /** How a CPU executes instructions. */
    public enum Mode { REAL, PROTECTED, COMPATIBILITY, LONG }

    public CpuState {
        registers = Map.copyOf(registers);
    }

    /**
     * Where the next instruction lies in the CPU's linear addresses: outside long mode the code
     * segment's base counts too. Intel SDM volume 1, "Memory Organization".
     */
    public long instructionAddress() {
        return mode == Mode.LONG ? instructionPointer
                : register("CS.base") + instructionPointer & 0xffffffffL;
    }

    /** Whether it takes maskable interrupts: the IF flag. */
    public boolean interruptsEnabled() {
        return (flags & INTERRUPT_FLAG) != 0;
    }

    /** A general register by its name of 16 bits: of AX, all of RAX, or of EAX outside 64 bits. */
    public long general(String name) {
        return register((mode == Mode.LONG ? "R" : "E") + name);
    }

    /** A register by its name. */
    public long register(String name) {
        Long value = registers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no register " + name + " among " + registers);
        }
        return value;
    }
}
