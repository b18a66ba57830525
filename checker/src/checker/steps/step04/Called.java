package checker.steps.step04;

import static checker.junit.Expectation.expect;

import checker.junit.Kernel;
import checker.machine.Architecture;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import java.util.ArrayList;
import java.util.List;

/**
 * A small function of the check's, executed by a CPU wherever it stands in the kernel, instruction
 * by instruction, while all other CPUs are frozen; then the CPU is put back to where it was.
 */
final class Called {

    /** More than looking through a table of 32 CPUs takes. */
    private static final int MOST_INSTRUCTIONS = 400;
    private static final int STACK_APART = 512;
    private static final int STACK_ALIGNMENT = 16;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final List<String> GENERAL =
            List.of("EAX", "EBX", "ECX", "EDX", "ESI", "EDI", "EBP", "ESP");
    private static final List<String> LONG_MODES =
            List.of("R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15");

    private final Machine machine;
    private final Kernel kernel;
    private final Walk walk;
    private final boolean wide;
    private final List<Instruction> instructions = new ArrayList<>();
    private long result;

    /** Executes it on a CPU that runs C code of the kernel. */
    Called(Machine machine, Kernel kernel, Walk walk, String function) {
        this.machine = machine;
        this.kernel = kernel;
        this.walk = walk;
        this.wide = machine.spec().architecture() == Architecture.X86_64;
        execute(function);
    }

    /** What it returned. */
    long result() {
        return result;
    }

    /** What it executed, its own frame and return included. */
    List<Instruction> instructions() {
        return List.copyOf(instructions);
    }

    private void execute(String function) {
        Stand before = walk.look();
        long stack = (before.stack() - STACK_APART & -STACK_ALIGNMENT) - word();
        walk.write(stack, GuestMemory.bytes(before.instruction(), word()));
        walk.set("ESP", stack);
        walk.set("EIP", kernel.address(function));
        Stand now = walk.look();
        while (now.instruction() != before.instruction() || now.stack() <= stack) {
            instructions.add(new Instruction(walk.read(now.instruction(), LONGEST_INSTRUCTION),
                    wide));
            expect("instructions of " + function, instructions.size())
                    .given("CPU " + walk.cpu() + " is at",
                            machine.symbols().describe(now.instruction()))
                    .diagnose("never-ends", count -> true)
                    .to("be less than " + MOST_INSTRUCTIONS, count -> count < MOST_INSTRUCTIONS);
            walk.step();
            now = walk.look();
        }
        result = now.register("EAX");
        putBack(before, now);
    }

    private void putBack(Stand before, Stand now) {
        List<String> names = new ArrayList<>(GENERAL);
        names.add("EIP");
        names.add("EFLAGS");
        if (wide) {
            names.addAll(LONG_MODES);
        }
        names.stream().filter(name -> before.register(name) != now.register(name))
                .forEach(name -> walk.set(name, before.register(name)));
    }

    private int word() {
        return machine.spec().architecture().pointerBytes();
    }
}
