package checker.steps.hands;

import checker.acpi.Madt;
import checker.machine.Machine;

/**
 * The registers of the boot CPU's Local APIC in memory, which only the CPU itself reaches; by their
 * offsets. Intel SDM volume 3A, "Local APIC Register Address Map".
 */
public final class ApicRegisters {

    private static final int COMMAND = 0x300;
    private static final int TO_ITSELF = 1 << 18 | 1 << 14;

    private final Borrowed bootCpu;
    private final long start;

    /** Of a machine that stands still, its boot CPU in kernel code, the registers mapped. */
    public ApicRegisters(Machine machine) {
        this.bootCpu = new Borrowed(machine, machine.spec().bootCpu());
        this.start = MappedRegisters.of(machine, Madt.USUAL_ADDRESS);
    }

    public long read(int register) {
        return bootCpu.load(start + register);
    }

    public void write(int register, long value) {
        bootCpu.store(start + register, value);
    }

    /** Makes the CPU send itself an interrupt. */
    public void interruptItself(int vector) {
        write(COMMAND, TO_ITSELF | vector);
    }
}
