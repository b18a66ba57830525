package checker.steps.hands;

import checker.machine.CpuState;
import checker.machine.Machine;

/**
 * A CPU that is not halted and runs kernel code, made to execute an instruction of the check's and
 * then put back to where it was: for what only the CPU itself can do.
 */
public final class Borrowed {

    private static final byte[] READ = {0x0f, 0x32};
    private static final byte[] WRITE = {0x0f, 0x30};
    private static final byte[] STORE = {(byte) 0x89, 0x03}; // EAX, to where RBX points
    private static final byte[] LOAD = {(byte) 0x8b, 0x03};
    private static final long LOW = 0xffffffffL;

    private final Machine machine;
    private final int cpu;

    public Borrowed(Machine machine, int cpu) {
        this.machine = machine;
        this.cpu = cpu;
    }

    /** Reads a model-specific register. */
    public long readMsr(int register) {
        CpuState before = state();
        machine.setRegister(cpu, "ECX", register & LOW);
        execute(READ, before);
        CpuState after = state();
        putBack(before);
        return after.general("DX") << Integer.SIZE | after.general("AX") & LOW;
    }

    /** Writes a model-specific register. */
    public void writeMsr(int register, long value) {
        CpuState before = state();
        machine.setRegister(cpu, "ECX", register & LOW);
        machine.setRegister(cpu, "EAX", value & LOW);
        machine.setRegister(cpu, "EDX", value >>> Integer.SIZE);
        execute(WRITE, before);
        putBack(before);
    }

    /** Stores 32 bits, which a device may be meant by. */
    public void store(long address, long value) {
        CpuState before = state();
        machine.setRegister(cpu, "EBX", address);
        machine.setRegister(cpu, "EAX", value);
        execute(STORE, before);
        putBack(before);
    }

    /** Loads 32 bits, which a device may give. */
    public long load(long address) {
        CpuState before = state();
        machine.setRegister(cpu, "EBX", address);
        execute(LOAD, before);
        CpuState after = state();
        putBack(before);
        return after.general("AX") & LOW;
    }

    private void execute(byte[] instruction, CpuState at) {
        byte[] own = machine.memory().read(at.instructionPointer(), instruction.length);
        machine.memory().write(at.instructionPointer(), instruction);
        machine.step(cpu);
        machine.memory().write(at.instructionPointer(), own);
    }

    private void putBack(CpuState before) {
        machine.setRegister(cpu, "EAX", before.general("AX"));
        machine.setRegister(cpu, "EBX", before.general("BX"));
        machine.setRegister(cpu, "ECX", before.general("CX"));
        machine.setRegister(cpu, "EDX", before.general("DX"));
        machine.setRegister(cpu, "EIP", before.instructionPointer());
    }

    private CpuState state() {
        return machine.cpu(cpu);
    }
}
