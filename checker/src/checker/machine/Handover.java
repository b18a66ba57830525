package checker.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Code with which the first CPU, at the kernel's entry, wakes another and brings it to the same
 * place in the same state: 32-bit protected mode, flat segments, paging and interrupts off, what
 * the loader passed in EAX and EBX. The first then waits for good. Intel SDM volume 3A,
 * "Multiple-Processor (MP) Initialization" and "Switching to Protected Mode".
 */
final class Handover {

    private static final int FIRST_CPU = 0;
    /** Some microseconds are enough; but while no CPU runs, the clock jumps to its next timer. */
    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(1);

    /** A page below 1 MiB, as a STARTUP message takes; it gets its contents back. */
    private static final int PAGE = 0x70000;
    private static final int WAKE = 0x80;
    private static final int BYTES = 0x100;
    private static final int PROTECTED = 0x40;
    private static final int DESCRIPTORS = 0xc0;
    private static final int TABLE_POINTER = 0xe0;
    private static final int APIC_ID_SHIFT = 24;
    private static final int JUMP_BYTES = 5;

    private static final int COMMAND_LOW = 0xfee00300;
    private static final int COMMAND_HIGH = 0xfee00310;
    private static final int INIT = 0x4500;
    private static final int STARTUP = 0x4600 | PAGE >> 12;

    private static final long CODE = 0x00cf9a000000ffffL;
    private static final long DATA = 0x00cf92000000ffffL;
    private static final int CODE_SELECTOR = 8;
    private static final int DATA_SELECTOR = 16;

    private final ByteBuffer page = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private Handover() {}

    /**
     * Runs a machine until the CPU that is to boot it stands at the kernel's entry, and the first
     * never executes again.
     *
     * @param runToEntry runs until a CPU comes to the kernel's entry
     * @param limit for the loader
     * @return reached, or how the machine ended before the first CPU came there
     */
    static Ending go(Machine machine, Function<GuestDuration, Ending> runToEntry,
            GuestDuration limit) {
        Ending loaded = runToEntry.apply(limit);
        if (!(loaded instanceof Ending.Reached)) {
            return loaded;
        }
        int bootCpu = machine.spec().bootCpu();
        byte[] page = page(machine.cpus().get(FIRST_CPU), machine.apicIds().get(bootCpu));
        byte[] before = machine.memory().readPhysical(PAGE, page.length);
        machine.memory().writePhysical(PAGE, page);
        machine.setRegister(FIRST_CPU, "EIP", PAGE + WAKE);
        Ending arrived = runToEntry.apply(LIMIT);
        machine.memory().writePhysical(PAGE, before);
        machine.stopForGood(FIRST_CPU);
        if (!(arrived instanceof Ending.Reached reached) || reached.cpu() != bootCpu) {
            throw new MachineFailedException("CPU " + bootCpu + " does not take the kernel over: "
                    + arrived.describe(), null);
        }
        return arrived;
    }

    /** @param first the first CPU, which stands at the kernel's entry */
    private static byte[] page(CpuState first, int apicId) {
        Handover handover = new Handover();
        handover.writeWakeUp(apicId);
        handover.writeRealMode(first);
        handover.writeProtectedMode(first);
        handover.writeDescriptors();
        return handover.page.array();
    }

    private void writeWakeUp(int apicId) {
        page.position(WAKE);
        store(COMMAND_HIGH, apicId << APIC_ID_SHIFT);
        store(COMMAND_LOW, INIT);
        store(COMMAND_LOW, STARTUP);
        code("fa f4 eb fc");                                       // cli; hlt; jmp back to cli
    }

    private void writeRealMode(CpuState first) {
        page.position(0);
        code("fa 2e 66 0f 01 16").putShort((short) TABLE_POINTER); // cli; lgdtl %cs:pointer
        code("66 b8").putInt((int) first.register("CR0"));         // movl $CR0, %eax
        code("0f 22 c0");                                          // movl %eax, %cr0
        code("66 ea").putInt(PAGE + PROTECTED).putShort((short) CODE_SELECTOR); // ljmpl
    }

    private void writeProtectedMode(CpuState first) {
        page.position(PROTECTED);
        code("b8").putInt(DATA_SELECTOR);                          // movl $selector, %eax
        code("8e d8 8e c0 8e d0 8e e0 8e e8");                     // to ds, es, ss, fs, gs
        code("b8").putInt(general(first, "AX"));                   // movl $magic, %eax
        code("bb").putInt(general(first, "BX"));                   // movl $information, %ebx
        int next = PAGE + page.position() + JUMP_BYTES;
        code("e9").putInt((int) first.instructionAddress() - next); // jmp entry
    }

    /** movl $value, address */
    private void store(int address, int value) {
        code("c7 05").putInt(address).putInt(value);
    }

    private ByteBuffer code(String bytes) {
        return page.put(HexFormat.ofDelimiter(" ").parseHex(bytes));
    }

    private static int general(CpuState cpu, String register) {
        return (int) cpu.general(register);
    }

    private void writeDescriptors() {
        page.position(DESCRIPTORS);
        page.putLong(0).putLong(CODE).putLong(DATA);
        page.position(TABLE_POINTER);
        page.putShort((short) (3 * Long.BYTES - 1)).putInt(PAGE + DESCRIPTORS);
    }
}
