package checker.machine;

/**
 * Where one CPU is.
 *
 * @param cpu its index, counted from 0
 * @param address of the next instruction
 * @param symbol the same as {@code Function+0x1c}
 * @param halted whether it waits in HLT, or was never started
 * @param interruptsEnabled its IF flag
 */
public record Place(
        int cpu, long address, String symbol, boolean halted, boolean interruptsEnabled) {

    /** For a human: {@code CPU 2 halted at KernelIdle+0x4, interrupts on}. */
    @Override
    public String toString() {
        return "CPU " + cpu + (halted ? " halted at " : " at ") + symbol
                + (interruptsEnabled ? ", interrupts on" : ", interrupts off");
    }
}
