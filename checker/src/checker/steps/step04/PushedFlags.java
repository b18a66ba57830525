package checker.steps.step04;

import checker.machine.Architecture;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk.Stand;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a CPU pushes the flags of what an exception interrupts, and IRET takes them from. Handlers
 * look at the instruction's address there, and at CS, but hardly at the flags. Intel SDM volume 3A,
 * "Exception- or Interrupt-Handler Procedures", "64-Bit Mode Stack Frame".
 */
final class PushedFlags {

    private static final long FRAME_ALIGNMENT = 16;

    private final Machine machine;
    private final boolean wide;
    private final Map<Integer, Long> stacks;
    private final long task;

    /** Of a CPU, with the stacks that vectors bring there, of {@link ExceptionStacks}. */
    PushedFlags(Machine machine, int cpu, Map<Integer, Long> stacks) {
        this.machine = machine;
        this.task = machine.cpus().get(cpu).register("TR.base");
        this.wide = machine.spec().architecture() == Architecture.X86_64;
        this.stacks = stacks;
    }

    /** How many they take. */
    int bytes() {
        return machine.spec().architecture().pointerBytes();
    }

    /**
     * The address, for an exception without an error code; empty where none are pushed, as by a
     * task gate, and for x86-64 where the vector has no stack of its own.
     */
    OptionalLong of(int vector, Stand interrupted) {
        boolean own = stacks.containsKey(vector);
        if (wide != own) {
            return OptionalLong.empty();
        }
        if (wide) { // above them are the stack pointer and SS
            return OptionalLong.of((stacks.get(vector) & -FRAME_ALIGNMENT) - 3L * bytes());
        }
        return OptionalLong.of(interrupted.privilege() == 0 ? interrupted.stack() - bytes()
                : stackOfRing0() - 3L * bytes());
    }

    /** It changes with the task that runs. */
    private long stackOfRing0() {
        return GuestMemory.number(
                machine.memory().read(task + ExceptionStacks.STACK_0_OF_TSS, bytes()));
    }
}
