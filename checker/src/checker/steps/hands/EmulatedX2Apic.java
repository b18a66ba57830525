package checker.steps.hands;

import checker.junit.Kernel;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A CPU whose Local APIC has x2APIC mode, which QEMU's interpreter has not. CPUID announces it; at
 * each RDMSR and WRMSR of the kernel the CPU stops, and what concerns the Local APIC is done to its
 * registers in memory. Intel SDM volume 3A, "Extended XAPIC (x2APIC)".
 *
 * <p>All other CPUs are as dead: the clock would run on to the next timer at each of these stops.
 */
public final class EmulatedX2Apic {

    private static final String FEATURES = ",+x2apic,x-force-features=on";
    private static final long LOW = 0xffffffffL;

    private static final long APIC_BASE_MSR = 0x1b;
    private static final long ENABLED_AS_X2APIC = 1L << 10;
    private static final long FIRST_MSR = 0x800;
    private static final long LAST_MSR = 0x8ff;
    private static final int REGISTER_SHIFT = 4;
    private static final int ID = 0x20;
    private static final int ID_SHIFT = 24;
    private static final long XAPIC_BROADCAST = 0xff;
    private static final int END_OF_INTERRUPT = 0xb0;
    private static final int IN_SERVICE = 0x100;
    private static final int ERROR_STATUS = 0x280;
    private static final int COMMAND = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int SELF_INTERRUPT = 0x3f0;
    /** Arbitration priority, remote read, the destination's format, the command's upper half. */
    private static final Set<Integer> NOT_IN_THIS_MODE = Set.of(0x90, 0xc0, 0xe0, COMMAND_HIGH);

    /** The ID, the version, the processor's priority, the logical ID, the timer's count. */
    private static final Set<Integer> TOLD_ONLY = Set.of(ID, 0x30, 0xa0, 0xd0, 0x390);

    private final Machine machine;
    private final Kernel kernel;
    private final int cpu;
    private final ApicRegisters registers;
    private final Set<Long> writers;
    private final Set<Long> instructions;
    private final Set<Long> refused = new TreeSet<>();
    private boolean on;
    private int ends;
    private int stores;
    private OptionalInt sent = OptionalInt.empty();
    private long tracedBefore;
    private int loads;
    private long readsBefore;

    /** The boot CPU's: the machine stands still, the CPU is in the kernel, and they are mapped. */
    public EmulatedX2Apic(Machine machine, Kernel kernel) {
        this(machine, kernel, machine.spec().bootCpu());
    }

    /** Another CPU's, which is the only one from now on. */
    public EmulatedX2Apic(Machine machine, Kernel kernel, int cpu) {
        this.machine = machine;
        this.kernel = kernel;
        this.cpu = cpu;
        this.registers = new ApicRegisters(machine, cpu);
        this.writers = MsrInstructions.writers(kernel);
        this.instructions = new HashSet<>(MsrInstructions.readers(kernel));
        instructions.addAll(writers);
        machine.resume(cpu);
        IntStream.range(0, machine.apicIds().size()).filter(other -> other != cpu)
                .forEach(machine::stopForGood);
    }

    /** {@code spec} with a CPU that announces the mode. */
    public static MachineSpec announced(MachineSpec spec) {
        boolean wide = spec.architecture() == Architecture.X86_64;
        return spec.withCpuModel((wide ? "qemu64" : "qemu32") + FEATURES);
    }

    /** Whether that spec's CPU does. */
    public static boolean isAnnounced(MachineSpec spec) {
        return spec.cpuModel().endsWith(FEATURES);
    }

    /** Whether the kernel has switched it on. */
    public boolean isOn() {
        return on;
    }

    /** MSRs that this mode has not, or not to be written, or not with what was written: #GP. */
    public Set<Long> refused() {
        return Set.copyOf(refused);
    }

    /**
     * How many registers the kernel has written to in memory since the mode is on, where there are
     * none then; needs {@link MachineSpec#withApicTrace}.
     */
    public long writesInMemory() {
        return on ? traced() - tracedBefore - stores : 0;
    }

    /** The same of registers that it has read. */
    public long readsInMemory() {
        return on ? machine.apicReads().size() - readsBefore - loads : 0;
    }

    private long traced() {
        return machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC).count();
    }

    /** How often the kernel has told the end of an interrupt by its MSR. */
    public int ends() {
        return ends;
    }

    /** Runs to a function; an RDMSR or WRMSR on the way is done for the kernel. */
    public void runTo(String symbol, GuestDuration limit) {
        MsrInstructions.runTo(symbol, machine, kernel, limit, instructions,
                instruction -> execute(instruction.address()));
    }

    /**
     * Runs until the kernel has sent a message, such as {@link Messages#START_UP}, and tells
     * whether it has: not when the time is over, or nothing goes on.
     */
    public boolean runToMessage(int mode, GuestDuration limit) {
        GuestDuration end = machine.now().plus(limit);
        sent = OptionalInt.empty();
        while (!sent.equals(OptionalInt.of(mode)) && machine.now().compareTo(end) < 0) {
            if (!(runToInstruction(limit) instanceof Ending.Reached)) {
                return false;
            }
        }
        return sent.equals(OptionalInt.of(mode));
    }

    /**
     * Runs until the CPU gets no further, and tells how it ended: at one of these instructions if
     * they go on coming.
     */
    public Ending runToEnd(GuestDuration limit) {
        GuestDuration end = machine.now().plus(limit);
        Ending ending = runToInstruction(limit);
        while (ending instanceof Ending.Reached && machine.now().compareTo(end) < 0) {
            ending = runToInstruction(limit);
        }
        return ending;
    }

    private Ending runToInstruction(GuestDuration limit) {
        Ending ending = machine.runToAnyOf(instructions, limit);
        if (ending instanceof Ending.Reached reached) {
            execute(reached.address());
        }
        return ending;
    }

    private void execute(long address) {
        CpuState state = machine.cpu(cpu);
        long msr = low(state, "CX");
        boolean writes = writers.contains(address);
        if (msr == APIC_BASE_MSR) {
            executeOnBase(state, writes);
        } else if (on && msr >= FIRST_MSR && msr <= LAST_MSR) {
            int register = (int) (msr - FIRST_MSR) << REGISTER_SHIFT;
            long value = low(state, "DX") << Integer.SIZE | low(state, "AX");
            if (NOT_IN_THIS_MODE.contains(register)
                    || writes && isRefused(register, value)) {
                refused.add(msr);
            }
            if (writes) {
                write(register, value);
            } else {
                answer(read(register));
            }
            machine.setRegister(cpu, "EIP", state.instructionPointer() + MsrInstructions.LENGTH);
        } else {
            machine.step(cpu);
        }
    }

    /** QEMU is not told of the bit. */
    private void executeOnBase(CpuState state, boolean writes) {
        long low = low(state, "AX");
        if (writes) {
            boolean wanted = (low & ENABLED_AS_X2APIC) != 0;
            if (wanted && !on) {
                tracedBefore = traced();
                readsBefore = machine.apicReads().size();
                stores = 0;
                loads = 0;
            }
            on = wanted;
            machine.setRegister(cpu, "EAX", low & ~ENABLED_AS_X2APIC);
            machine.step(cpu);
            machine.setRegister(cpu, "EAX", low);
        } else {
            machine.step(cpu);
            if (on) {
                machine.setRegister(cpu, "EAX",
                        low(machine.cpu(cpu), "AX") | ENABLED_AS_X2APIC);
            }
        }
    }

    /** Where only 0 may be written, what only tells, and bits of the upper half. */
    private static boolean isRefused(int register, long value) {
        boolean tells = TOLD_ONLY.contains(register)
                || register >= IN_SERVICE && register < ERROR_STATUS;
        boolean clears = register == END_OF_INTERRUPT || register == ERROR_STATUS;
        return tells || clears && value != 0
                || register != COMMAND && value >>> Integer.SIZE != 0;
    }

    private long read(int register) {
        long value = load(register);
        return switch (register) {
            case ID -> value >>> ID_SHIFT;
            case COMMAND -> load(COMMAND_HIGH) >>> ID_SHIFT << Integer.SIZE | value;
            default -> value;
        };
    }

    private long load(int register) {
        loads++;
        return registers.read(register);
    }

    private void write(int register, long value) {
        switch (register) {
            case COMMAND -> send(value);
            case SELF_INTERRUPT -> {
                registers.interruptItself((int) value);
                stores++;
            }
            case END_OF_INTERRUPT -> {
                store(register, value & LOW);
                ends++;
            }
            default -> store(register, value & LOW);
        }
    }

    /** To nobody, if the 8 bits of the register in memory do not hold the destination. */
    private void send(long command) {
        long destination = command >>> Integer.SIZE;
        boolean toAll = destination == LOW;
        if (toAll || destination < XAPIC_BROADCAST
                || Messages.shorthand(command) != Messages.NO_SHORTHAND) {
            store(COMMAND_HIGH, (toAll ? XAPIC_BROADCAST : destination) << ID_SHIFT & LOW);
            store(COMMAND, command & LOW);
        }
        sent = OptionalInt.of(Messages.mode(command));
    }

    private void store(int register, long value) {
        registers.write(register, value);
        stores++;
    }

    private void answer(long value) {
        machine.setRegister(cpu, "EAX", value & LOW);
        machine.setRegister(cpu, "EDX", value >>> Integer.SIZE);
    }

    private static long low(CpuState state, String register) {
        return state.general(register) & LOW;
    }
}
