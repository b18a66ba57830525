package checker.book.live;

import checker.machine.CpuState;
import checker.machine.Machine;

/**
 * Has a CPU execute an instruction of ours, for what cannot be seen from outside: each is written
 * over the kernel's next one. A machine that was looked at so has come to its end.
 */
final class Peek {

    private static final byte[] RDMSR = {0x0f, 0x32};
    /** MOV EAX, [ECX], and MOV EAX, [RCX] in 64-bit mode. */
    private static final byte[] MOV = {(byte) 0x8b, 0x01};
    private static final long LOW = 0xffffffffL;

    private final Machine machine;
    private final int cpu;

    /** A CPU at privilege level 0 of a machine that stands still. */
    Peek(Machine machine, int cpu) {
        this.machine = machine;
        this.cpu = cpu;
    }

    /** A model-specific register that there is. */
    long msr(int number) {
        CpuState state = execute(RDMSR, number);
        return low(state, "DX") << Integer.SIZE | low(state, "AX");
    }

    /** A device's register of 32 bits, by virtual address. */
    long load(long address) {
        return low(execute(MOV, address), "AX");
    }

    private CpuState execute(byte[] instruction, long counter) {
        machine.memory().write(machine.cpus().get(cpu).instructionAddress(), instruction);
        machine.setRegister(cpu, "ECX", counter);
        machine.step(cpu);
        return machine.cpus().get(cpu);
    }

    private static long low(CpuState state, String name) {
        String wide = state.registers().containsKey("R" + name) ? "R" : "E";
        return state.register(wide + name) & LOW;
    }
}
