package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.junit.Finding;
import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import checker.report.Fact;
import checker.steps.step04.Entries.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The way of the boot CPU from a place in user mode into the kernel and back, taken instruction by
 * instruction. Before each of them it is looked at; and an NMI may come, and is to leave no trace.
 *
 * <p>On x86-64 both bases of GS change places on each way: the CPU's entry is in one of them, and
 * in the right one wherever C code runs and wherever the user's code runs. On x86-32 the selector
 * changes.
 */
final class Crossing {

    /**
     * A moment in a crossing, and whether an NMI comes there. In C code with interrupts on none
     * should: at each stop the clock runs on to the next tick, which comes by the same code.
     */
    interface NMIs {
        boolean comesAt(Stand stand, boolean inAssembly);
    }

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final int MOST_INSTRUCTIONS = 6_000;
    /** QEMU keeps them elsewhere until they are needed. */
    private static final long ARITHMETIC_FLAGS = 0x8d5;
    /** Of an instruction that the way of an NMI has in common with what it interrupts. */
    private static final int MOST_PASSES = 100;
    private static final int NMI = 2;
    private static final long STACK_BYTES = 1 << 16;
    private static final int WITNESS_BYTES = 3 * Long.BYTES;

    private final Crossings crossings;
    private final Machine machine;
    private final Walk walk;
    private final Entry own;
    private final boolean wide;
    private final boolean byGS;
    private final long witness;
    private final long nmiStack;
    private final NMIs nmis;
    private int looks;
    private int injected;

    /** From where the CPU of the walk stands, in user mode. */
    Crossing(Crossings crossings, Walk walk, boolean byGS, NMIs nmis) {
        this.crossings = crossings;
        this.machine = crossings.machine();
        this.walk = walk;
        this.own = crossings.entries().boot();
        this.wide = machine.spec().architecture() == Architecture.X86_64;
        this.byGS = byGS;
        this.witness = crossings.kernel().address("WitnessedNMIs") + own.apicId() * WITNESS_BYTES;
        this.nmiStack = ExceptionStacks.of(machine, walk.cpu()).getOrDefault(NMI, wide ? -1L : 0L);
        this.nmis = nmis;
    }

    /** How many moments were looked at. */
    int looks() {
        return looks;
    }

    /** How many NMIs came. */
    int injected() {
        return injected;
    }

    /** Goes on to where the user's code continues at the address; through the kernel first. */
    void goTo(long end) {
        boolean wasInKernel = false;
        for (int count = 0;; count++) {
            Stand stand = look();
            wasInKernel |= stand.privilege() == 0;
            if (wasInKernel && stand.privilege() != 0 && stand.instruction() == end) {
                return;
            }
            expect("instructions to the end of a crossing", count)
                    .given("at", at(stand)).diagnose("never-ends", found -> true)
                    .to("be less than " + MOST_INSTRUCTIONS, found -> found < MOST_INSTRUCTIONS);
            expect("whether the CPU executes at " + at(stand), walk.step())
                    .diagnose("never-ends", found -> true).toBe(true);
        }
    }

    /** Goes on from the kernel to the first instruction in user mode. */
    void goToUserMode() {
        int count = 0;
        while (look().privilege() == 0) {
            expect("instructions to user mode", count++).diagnose("never-ends", found -> true)
                    .to("be less than " + MOST_INSTRUCTIONS, found -> found < MOST_INSTRUCTIONS);
            expect("whether the CPU executes", walk.step()).toBe(true);
        }
    }

    /** Goes on for that many instructions. */
    void goOn(int instructions) {
        for (int count = 0; count < instructions; count++) {
            look();
            expect("whether the CPU executes", walk.step()).toBe(true);
        }
    }

    private Stand look() {
        Stand stand = walk.look();
        looks++;
        expectRight(stand);
        if (nmis.comesAt(stand, stand.privilege() == 0 && !isInC(stand))) {
            inject(stand);
        }
        return stand;
    }

    private void expectRight(Stand stand) {
        if (!byGS) {
            return;
        }
        Entries entries = crossings.entriesOnce();
        String where = " at " + at(stand);
        String base = entries.name(stand.gsBase());
        String other = entries.name(stand.kernelGsBase());
        if (stand.privilege() != 0) {
            expect("where GS of user mode begins" + where, base)
                    .diagnose("left-in-user-mode", found -> true)
                    .to("not be an entry", found -> !entries.isAnEntry(stand.gsBase()));
            if (wide) {
                expect("IA32_KERNEL_GS_BASE in user mode" + where, other)
                        .diagnose("lost", found -> true).toBe(entries.name(own.address()));
            }
        } else if (isInC(stand)) {
            expect("where GS begins in C" + where, base)
                    .diagnose("not-entered", found -> true).toBe(entries.name(own.address()));
        } else if (wide) {
            expect("whether interrupts are on" + where, stand.interruptsEnabled())
                    .given("GS", base).diagnose("interrupts-on", found -> true)
                    .to("be off while GS is the user's", on -> !on
                            || stand.gsBase() == own.address());
            expect("whether GS or IA32_KERNEL_GS_BASE has the CPU's entry" + where,
                    stand.gsBase() == own.address() || stand.kernelGsBase() == own.address())
                    .given("GS", base).given("IA32_KERNEL_GS_BASE", other)
                    .diagnose("lost", found -> true).toBe(true);
        }
    }

    /** An NMI comes before the instruction at which the CPU stands, and goes. */
    private void inject(Stand before) {
        long count = witnessed().get(0);
        String where = at(before);
        walk.injectNmi();
        Ending ending = walk.run(Set.of(before.instruction()), PATIENCE);
        int passed = 0;
        while (ending instanceof Ending.Reached && walk.look().stack() != before.stack()) {
            expect("how often a CPU comes by " + where + " in an NMI there", passed++)
                    .given("stack pointer there", Long.toHexString(before.stack()))
                    .given("in the NMI", Long.toHexString(walk.look().stack()))
                    .diagnose("changed", found -> true)
                    .to("be less than " + MOST_PASSES, found -> found < MOST_PASSES);
            ending = walk.run(Set.of(before.instruction()), PATIENCE); // the NMI's own way
        }
        expectGoneOn(ending, where);
        injected++;
        List<Long> seen = witnessed();
        expect("NMIs that the handler saw at " + where, seen.get(0) - count)
                .diagnose("no-nmi", found -> true).toBe(1L);
        Entries entries = crossings.entriesOnce();
        expect("what CurrentCPU() gave in the handler of an NMI at " + where,
                entries.name(seen.get(1)))
                .diagnose("inside", found -> true).toBe(entries.name(own.address()));
        expectOnItsStack(seen.get(2), where);
        Stand after = walk.look();
        for (String register : before.registers().keySet()) {
            long counting = register.equals("EFLAGS") ? ~ARITHMETIC_FLAGS : -1;
            expect(register + " after an NMI at " + where, after.register(register) & counting)
                    .inHex().diagnose("changed", found -> true)
                    .toBe(before.register(register) & counting);
        }
    }

    /** Where an NMI brings a stack, it does so whatever the stack pointer was. */
    private void expectOnItsStack(long stack, String where) {
        if (nmiStack != 0) {
            expect("the stack pointer in the handler of an NMI at " + where, stack).inHex()
                    .given("the NMI's stack ends at", nmiStack)
                    .diagnose("nmi-stack", found -> true)
                    .to("be within " + STACK_BYTES + " bytes below that", found ->
                            nmiStack - found > 0 && nmiStack - found <= STACK_BYTES);
        }
    }

    private void expectGoneOn(Ending ending, String where) {
        try {
            expectReached(machine, where + " again, after an NMI there", ending);
        } catch (Finding finding) {
            throw new Finding(finding.diagnosis().with(new Fact("NMI at", where))
                    .keyed("brought-down"));
        }
    }

    /** How many NMIs the boot CPU's handler saw, and of the last its CurrentCPU() and stack. */
    private List<Long> witnessed() {
        byte[] words = walk.read(witness, WITNESS_BYTES);
        return IntStream.range(0, WITNESS_BYTES / Long.BYTES).mapToObj(word ->
                GuestMemory.number(Arrays.copyOfRange(words, word * Long.BYTES,
                        (word + 1) * Long.BYTES))).toList();
    }

    private boolean isInC(Stand stand) {
        return crossings.isInC(stand.instruction());
    }

    private String at(Stand stand) {
        return stand.privilege() == 0 ? machine.symbols().describe(stand.instruction())
                : "0x" + Long.toHexString(stand.instruction()) + " in user mode";
    }
}
