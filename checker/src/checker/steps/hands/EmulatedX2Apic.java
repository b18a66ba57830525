package checker.steps.hands;

import static checker.junit.Expectation.expectReached;

import checker.junit.Kernel;
import checker.kernel.ElfSection;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine whose Local APICs have x2APIC mode, which QEMU's interpreter has not. CPUID announces
 * it; at each RDMSR and WRMSR of the kernel the CPU stops, and what concerns the Local APIC is done
 * to its registers in memory. Intel SDM volume 3A, "Extended XAPIC (x2APIC)".
 *
 * <p>The others are as dead: the clock would run on to the next timer at each of these stops.
 */
public final class EmulatedX2Apic {

    private static final String FEATURES = ",+x2apic,x-force-features=on";
    private static final int FIRST_BYTE = 0x0f;
    private static final int RDMSR = 0x32;
    private static final int WRMSR = 0x30;
    private static final int BYTES = 2;
    private static final long LOW = 0xffffffffL;

    private static final long APIC_BASE_MSR = 0x1b;
    private static final long ENABLED_AS_X2APIC = 1L << 10;
    private static final long FIRST_MSR = 0x800;
    private static final long LAST_MSR = 0x8ff;
    private static final int REGISTER_SHIFT = 4;
    private static final long REGISTERS = 0xfee00000L;
    private static final int ID = 0x20;
    private static final int ID_SHIFT = 24;
    private static final int END_OF_INTERRUPT = 0xb0;
    private static final int COMMAND = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int SELF_INTERRUPT = 0x3f0;
    /** Arbitration priority, remote read, the destination's format, the command's upper half. */
    private static final Set<Integer> NOT_IN_THIS_MODE = Set.of(0x90, 0xc0, 0xe0, COMMAND_HIGH);
    private static final int TO_ITSELF = 1 << 18 | 1 << 14;

    private final Machine machine;
    private final int cpu;
    private final Borrowed hands;
    private final Map<Long, Integer> accesses = new HashMap<>();
    private final Set<Long> missing = new TreeSet<>();
    private final Set<Long> stops = new HashSet<>();
    private long registers;
    private boolean on;
    private int stores;
    private long tracedBefore;

    /** Of a machine that stands still, its boot CPU in the kernel. */
    public EmulatedX2Apic(Machine machine, Kernel kernel) {
        this.machine = machine;
        this.cpu = machine.spec().bootCpu();
        this.hands = new Borrowed(machine, cpu);
        machine.applicationCpus().forEach(machine::stopForGood);
        find(kernel);
    }

    /** {@code spec} with a CPU that announces the mode. */
    public static MachineSpec announced(MachineSpec spec) {
        boolean wide = spec.architecture() == Architecture.X86_64;
        return spec.withCpuModel((wide ? "qemu64" : "qemu32") + FEATURES);
    }

    /** Whether the kernel has switched it on. */
    public boolean isOn() {
        return on;
    }

    /** MSRs that the kernel has used though this mode has not their registers: each is a #GP. */
    public Set<Long> missing() {
        return Set.copyOf(missing);
    }

    /**
     * How many registers the kernel has written to in memory since the mode is on, where there are
     * none then; needs {@link MachineSpec#withApicTrace}.
     */
    public long writesInMemory() {
        return on ? traced() - tracedBefore - stores : 0;
    }

    private long traced() {
        return machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC).count();
    }

    /** How often the kernel has told the end of an interrupt by its MSR. */
    public int ends() {
        return accesses.getOrDefault((long) END_OF_INTERRUPT, 0);
    }

    /** Runs to a function, or for as long; an RDMSR or WRMSR is done for the kernel. */
    public void runTo(String symbol, Kernel kernel, GuestDuration limit) {
        long target = kernel.address(symbol);
        Set<Long> all = new HashSet<>(stops);
        all.add(target);
        while (true) {
            Ending ending = machine.runToAnyOf(all, limit);
            expectReached(machine, symbol, ending);
            long reached = ((Ending.Reached) ending).address();
            if (reached == target) {
                return;
            }
            execute(reached);
        }
    }

    /**
     * Wherever the code holds the bytes of either instruction: a CPU never comes to those that are
     * none, in the middle of another instruction.
     */
    private void find(Kernel kernel) {
        ElfSection text = kernel.image().section(".text").orElseThrow();
        byte[] code = text.contents();
        for (int at = 0; at + BYTES <= code.length; at++) {
            int second = code[at + 1] & 0xff;
            if (code[at] == FIRST_BYTE && (second == RDMSR || second == WRMSR)) {
                stops.add(text.address() + at);
            }
        }
    }

    private void execute(long address) {
        CpuState state = machine.cpu(cpu);
        long msr = general(state, "CX");
        boolean writes = (machine.memory().read(address, BYTES)[1] & 0xff) == WRMSR;
        if (msr == APIC_BASE_MSR) {
            executeOnBase(state, writes);
        } else if (on && msr >= FIRST_MSR && msr <= LAST_MSR) {
            int register = (int) (msr - FIRST_MSR) << REGISTER_SHIFT;
            if (NOT_IN_THIS_MODE.contains(register)) {
                missing.add(msr);
            }
            long value = general(state, "DX") << Integer.SIZE | general(state, "AX");
            if (writes) {
                write(register, value);
            } else {
                answer(read(register));
            }
            machine.setRegister(cpu, "EIP", state.instructionPointer() + BYTES);
        } else {
            machine.step(cpu);
        }
    }

    /** QEMU is not told of the bit. */
    private void executeOnBase(CpuState state, boolean writes) {
        long low = general(state, "AX");
        if (writes) {
            boolean wanted = (low & ENABLED_AS_X2APIC) != 0;
            if (wanted && !on) {
                tracedBefore = traced();
                stores = 0;
            }
            on = wanted;
            machine.setRegister(cpu, "EAX", low & ~ENABLED_AS_X2APIC);
            machine.step(cpu);
            machine.setRegister(cpu, "EAX", low);
        } else {
            machine.step(cpu);
            if (on) {
                machine.setRegister(cpu, "EAX",
                        general(machine.cpu(cpu), "AX") | ENABLED_AS_X2APIC);
            }
        }
    }

    private long read(int register) {
        long value = hands.load(registers() + register);
        return switch (register) {
            case ID -> value >>> ID_SHIFT;
            case COMMAND -> hands.load(registers() + COMMAND_HIGH) >>> ID_SHIFT << Integer.SIZE
                    | value;
            default -> value;
        };
    }

    private void write(int register, long value) {
        accesses.merge((long) register, 1, Integer::sum);
        switch (register) {
            case COMMAND -> {
                store(COMMAND_HIGH, value >>> Integer.SIZE << ID_SHIFT);
                store(COMMAND, value & LOW);
            }
            case SELF_INTERRUPT -> store(COMMAND, TO_ITSELF | value & LOW);
            default -> store(register, value & LOW);
        }
    }

    private void store(int register, long value) {
        hands.store(registers() + register, value & LOW);
        stores++;
    }

    private long registers() {
        if (registers == 0) {
            registers = MappedRegisters.of(machine, REGISTERS);
        }
        return registers;
    }

    private void answer(long value) {
        machine.setRegister(cpu, "EAX", value & LOW);
        machine.setRegister(cpu, "EDX", value >>> Integer.SIZE);
    }

    private static long general(CpuState state, String register) {
        String prefix = state.mode() == CpuState.Mode.LONG ? "R" : "E";
        return state.register(prefix + register) & LOW;
    }
}
