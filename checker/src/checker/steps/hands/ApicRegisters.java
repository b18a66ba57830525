package checker.steps.hands;

import checker.acpi.Madt;
import checker.machine.Machine;

/**
 * The registers of a CPU's Local APIC in memory, which only the CPU itself reaches; by their
 * offsets. Intel SDM volume 3A, "Local APIC Register Address Map".
 */
public final class ApicRegisters {

    private static final int COMMAND = 0x300;
    private static final int TO_ITSELF = 1 << 18 | 1 << 14;

    private final Borrowed cpu;
    private final long start;

    /** The boot CPU's: the machine stands still, the CPU is in the kernel, and they are mapped. */
    public ApicRegisters(Machine machine) {
        this(machine, machine.spec().bootCpu());
    }

    /** The same of another CPU, which uses the boot CPU's page tables. */
    public ApicRegisters(Machine machine, int cpu) {
        this.cpu = new Borrowed(machine, cpu);
        this.start = MappedRegisters.of(machine, Madt.USUAL_ADDRESS);
    }

    public long read(int register) {
        return cpu.load(start + register);
    }

    public void write(int register, long value) {
        cpu.store(start + register, value);
    }

    /** Makes the CPU send itself an interrupt. */
    public void interruptItself(int vector) {
        write(COMMAND, TO_ITSELF | vector);
    }
}
