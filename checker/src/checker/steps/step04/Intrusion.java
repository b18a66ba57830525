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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An exception that comes between two instructions of the boot CPU, whatever they are: its handler,
 * in the checker's probe, finds the CPU's entry, and it leaves no trace.
 */
final class Intrusion {

    /** What may come though interrupts are off. */
    enum Kind {
        NMI("an NMI", 2, "WitnessedNMIs"),
        /**
         * As of a MOV to SS with the instruction before; Intel SDM volume 3A, "Masking Exceptions
         * and Interrupts When Switching Stacks".
         */
        DEBUG("a #DB", 1, "WitnessedDebugs"),
        MACHINE_CHECK("a #MC", 18, "WitnessedMachineChecks");

        private final String words;
        private final int vector;
        private final String witness;

        Kind(String words, int vector, String witness) {
            this.words = words;
            this.vector = vector;
            this.witness = witness;
        }
    }

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    /** QEMU keeps them elsewhere until they are needed. */
    private static final long ARITHMETIC_FLAGS = 0x8d5;
    /** Of an instruction that the way of an exception has in common with what it interrupts. */
    private static final int MOST_PASSES = 100;
    /** Of instructions of assembly on the way of an exception in and out. */
    private static final int MOST_OTHERS = 400;
    private static final long STACK_BYTES = 1 << 16;
    private static final int WITNESS_BYTES = 3 * Long.BYTES;
    private static final String ARMING = "WantedDebug";

    private final Crossings crossings;
    private final Machine machine;
    private final Walk walk;
    private final Entry own;
    private final Map<Integer, Long> stacks;
    private final PushedFlags flags;
    private final long noStack;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    Intrusion(Crossings crossings, Walk walk, Entry own) {
        this.crossings = crossings;
        this.machine = crossings.machine();
        this.walk = walk;
        this.own = own;
        this.stacks = ExceptionStacks.of(machine, walk.cpu());
        this.flags = new PushedFlags(machine, walk.cpu(), stacks);
        this.noStack = machine.spec().architecture() == Architecture.X86_64 ? -1L : 0L;
    }

    /** Comes before the instruction at which the CPU stands, and goes. */
    void come(Kind kind, Stand before) {
        String where = crossings.at(before);
        long count = countOf(kind);
        request(kind, before, where);
        expectRight(kind, count, before, goOn(kind, before, where), where);
    }

    /**
     * The same, and another one comes before each instruction of assembly on its way in and out.
     *
     * @return how often the other one came
     */
    int comeWith(Kind kind, Kind another, Stand before) {
        String where = crossings.at(before);
        long count = countOf(kind);
        request(kind, before, where);
        if (kind != Kind.DEBUG) {
            goToGate(kind, where);
        }
        int others = 0;
        Stand stand = walk.look();
        while (!isBack(stand, before)) {
            expect("exceptions within " + kind.words + " at " + where, others)
                    .diagnose("brought-down", found -> true)
                    .to("be less than " + MOST_OTHERS, found -> found < MOST_OTHERS);
            if (crossings.isInC(stand.instruction())) {
                expectGoneOn(kind, crossings.runToReturn(walk, stand), where);
            } else {
                come(another, stand);
                others++;
                walk.step();
            }
            stand = walk.look();
        }
        expectRight(kind, count, before, stand, where);
        return others;
    }

    private void expectRight(Kind kind, long count, Stand before, Stand after, String where) {
        List<Long> seen = witnessed(kind);
        expect("how often the handler saw " + kind.words + " at " + where, seen.get(0) - count)
                .diagnose("not-handled", found -> true).toBe(1L);
        counts.put(kind, seen.get(0));
        Entries entries = crossings.entriesOnce();
        expect("what CurrentCPU() gave in the handler of " + kind.words + " at " + where,
                entries.name(seen.get(1)))
                .diagnose("inside", found -> true).toBe(entries.name(own.address()));
        expectOnItsStack(kind, seen.get(2), where);
        expectNoTrace(kind, before, after, where);
    }

    private void request(Kind kind, Stand before, String where) {
        if (kind == Kind.MACHINE_CHECK) {
            walk.injectMachineCheck();
            return;
        }
        if (kind == Kind.NMI) {
            walk.injectNmi();
            return;
        }
        counts.remove(Kind.NMI);
        crossings.write(ARMING, before.instruction());
        walk.injectNmi(); // whose handler sets a breakpoint for the CPU itself
        goToGate(kind, where);
    }

    private void goToGate(Kind kind, String where) {
        expectGoneOn(kind, walk.run(Set.copyOf(
                Gates.entries(machine, kind.vector, kind.vector)), PATIENCE), where);
    }

    private static boolean isBack(Stand stand, Stand before) {
        return stand.instruction() == before.instruction() && stand.stack() == before.stack();
    }

    /** Runs to where it came: until the IRET that takes up the flags that were pushed then. */
    private Stand goOn(Kind kind, Stand before, String where) {
        OptionalLong pushed = flags.of(kind.vector, before);
        if (kind == Kind.DEBUG || pushed.isEmpty()) {
            return goOnTo(kind, before, where);
        }
        Ending ending = walk.runToRead(pushed.getAsLong(), flags.bytes(), PATIENCE);
        if (!(ending instanceof Ending.Touched)) {
            expectGoneOn(kind, ending, where);
        }
        Stand stand = walk.look();
        return isBack(stand, before) ? stand : goOnTo(kind, before, where); // a handler looked
    }

    /** Runs to where it came, on the stack of that moment: its own way may lead by there, too. */
    private Stand goOnTo(Kind kind, Stand before, String where) {
        for (int passed = 0;; passed++) {
            expectGoneOn(kind, walk.run(Set.of(before.instruction()), PATIENCE), where);
            Stand stand = walk.look();
            if (isBack(stand, before)) {
                return stand;
            }
            expect("how often a CPU comes by " + where + " in " + kind.words + " there", passed)
                    .given("stack pointer there", Long.toHexString(before.stack()))
                    .given("in its handling", Long.toHexString(stand.stack()))
                    .diagnose("changed", found -> true)
                    .to("be less than " + MOST_PASSES, found -> found < MOST_PASSES);
        }
    }

    private void expectGoneOn(Kind kind, Ending ending, String where) {
        try {
            expectReached(machine, where + " again, after " + kind.words + " there", ending);
        } catch (Finding finding) {
            throw new Finding(finding.diagnosis().with(new Fact(kind.words + " at", where))
                    .keyed("brought-down"));
        }
    }

    /** Where an exception brings a stack, it does so whatever the stack pointer was. */
    private void expectOnItsStack(Kind kind, long stack, String where) {
        long end = stacks.getOrDefault(kind.vector, noStack);
        if (end != 0) {
            expect("the stack pointer in the handler of " + kind.words + " at " + where, stack)
                    .inHex().given("the stack of vector " + kind.vector + " ends at", end)
                    .diagnose("own-stack", found -> true)
                    .to("be within " + STACK_BYTES + " bytes below that", found ->
                            end - found > 0 && end - found <= STACK_BYTES);
        }
    }

    private static void expectNoTrace(Kind kind, Stand before, Stand after, String where) {
        for (String register : before.registers().keySet()) {
            long counting = register.equals("EFLAGS") ? ~ARITHMETIC_FLAGS : -1;
            expect(register + " after " + kind.words + " at " + where,
                    after.register(register) & counting)
                    .inHex().diagnose("changed", found -> true)
                    .toBe(before.register(register) & counting);
        }
    }

    /** How many of a kind have come; to ask at each time costs as much as a step. */
    private long countOf(Kind kind) {
        return counts.computeIfAbsent(kind, unknown -> witnessed(unknown).get(0));
    }

    /** How many its handler saw on this CPU; of the last, what CurrentCPU() gave and its stack. */
    private List<Long> witnessed(Kind kind) {
        byte[] words = walk.read(crossings.kernel().address(kind.witness)
                + own.apicId() * WITNESS_BYTES, WITNESS_BYTES);
        return IntStream.range(0, WITNESS_BYTES / Long.BYTES).mapToObj(word ->
                GuestMemory.number(Arrays.copyOfRange(words, word * Long.BYTES,
                        (word + 1) * Long.BYTES))).toList();
    }
}
