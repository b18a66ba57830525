package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.report.Cause;
import checker.steps.step04.Entries.Entry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Each CPU asks for its entry in the handler of an NMI, which comes whatever it does, while all the
 * others are frozen, with whatever they hold.
 */
@Step(4)
@Criterion("any CPU can obtain its CPU struct without global locks.")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC},
        where = "The way of an NMI to its handler, on a CPU that is not the boot CPU.",
        wrong = "An NMI with a registered handler brings a CPU down.",
        fix = "Let HandleInterrupt ask registered handlers of NMIs on every CPU.",
        hunk = "HandleOnAP")
@Hint(diagnosis = "wrong-entry", where = "CurrentCPU().",
        wrong = "It gives another entry than that of the CPU that asks.",
        fix = "Read Self through GS: `mov %gs:offset`, an instruction that the compiler must not "
                + "move or leave out.",
        hunk = "CurrentCPU")
@Hint(diagnosis = "locks", where = "The instructions of CurrentCPU() and of the accessors.",
        wrong = "A CPU keeps others from memory, or writes to it, to find its own entry.",
        fix = "Read through GS; nobody else writes what is read.",
        hunk = "CurrentCPU")
@Hint(diagnosis = "never-ends", where = "The instructions of CurrentCPU() and of the accessors.",
        wrong = "A CPU waits for another to find its own entry.",
        fix = "Read through GS; nobody else is to be asked.",
        hunk = "CurrentCPU")
@Hint(diagnosis = "not-one", where = "The instructions of PerCPUGet and PerCPUSet.",
        wrong = "An access takes more than one instruction: between two of them the task may go "
                + "on on another CPU.",
        fix = "One `mov` with the segment prefix and the field's offset, in volatile asm.",
        hunk = "PerCPUGet")
@Hint(diagnosis = "not-by-gs", where = "The instructions of CurrentCPU() and of the accessors.",
        wrong = "An entry is found otherwise than by GS: by a register of a device, by a search, "
                + "or by what is the boot CPU's alone.",
        fix = "One `mov` with the segment prefix and the field's offset, in volatile asm.",
        hunk = "CurrentCPU")
@Hint(diagnosis = "both", where = "IA32_KERNEL_GS_BASE of each CPU.",
        wrong = "The base that a program gets with SWAPGS is the kernel's, too.",
        fix = "0, as long as no program has loaded anything: the kernel's is in IA32_GS_BASE "
                + "while the kernel runs.",
        hunk = "LoadCPU")
@Hint(diagnosis = "wrong-field", where = "PerCPUGet and PerCPUSet.",
        wrong = "An accessor does not reach the field of the CPU's own entry, or more than it.",
        fix = "The offset is the field's in CPU, the operand as wide as the field.",
        hunk = "PerCPUGet")
@Hint(diagnosis = "no-nmi", where = "LINT1 of each CPU, and the gate of vector 2.",
        wrong = "An NMI does not bring every CPU to a registered handler.",
        fix = "Let HandleInterrupt ask registered handlers of NMIs on every CPU.",
        hunk = "HandleOnAP")
final class EachFindsItsOwnTest {

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final String SETTER = "CheckerSetFlags";
    private static final int FRAME = 6; // that a compiler may build around one instruction

    @OnEveryMachine(from = Boards.WithNmis.class)
    void whateverItDoes(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        crossings.runTo("AtCall");
        machine.injectNmi();
        Set<Integer> missing = new HashSet<>(crossings.entries().cpus(machine.apicIds()));
        while (!missing.isEmpty()) {
            Ending ending = machine.runToAny(Set.of("WitnessNMI"), PATIENCE);
            if (!(ending instanceof Ending.Reached reached)) {
                expect("CPUs that no NMI brought to a registered handler", missing)
                        .diagnose("no-nmi", cpus -> ending instanceof Ending.NoProgress)
                        .to("be none", cpus -> !(ending instanceof Ending.NoProgress));
                expectReached(machine, "a registered handler of NMIs", ending);
                return;
            }
            expectItsOwn(crossings, reached.cpu());
            missing.remove(reached.cpu());
            if (missing.isEmpty()) {
                expectOneInstruction(crossings, machine.walk(reached.cpu()));
            } else {
                machine.stopForGood(reached.cpu());
            }
        }
    }

    private static void expectItsOwn(Crossings crossings, int cpu) {
        Machine machine = crossings.machine();
        Kernel kernel = crossings.kernel();
        Walk walk = machine.walk(cpu);
        Entries entries = Entries.of(machine, kernel);
        Entry own = entries.of(machine.apicIds().get(cpu));
        Called current = called(crossings, walk, "CheckerCurrentCPU");
        expect("what CurrentCPU() gives on CPU " + cpu, entries.name(current.result()))
                .given("its APIC ID", own.apicId()).diagnose("wrong-entry", found -> true)
                .toBe(entries.name(own.address()));
        expect("PerCPUGet(Index) on CPU " + cpu,
                called(crossings, walk, "CheckerGetIndex").result())
                .diagnose("wrong-field", found -> true).toBe((long) own.index());
        expectOwnFlags(crossings, walk, own);
        if (crossings.byGS() && cpu != machine.spec().bootCpu()) { // which was in user mode
            expect("where a SWAPGS of CPU " + cpu + " in the kernel would lead",
                    entries.name(walk.look().kernelGsBase())).diagnose("both", found -> true)
                    .to("not be an entry", found -> !entries.isAnEntry(walk.look()
                            .kernelGsBase()));
        }
    }

    /** On x86-32 the plan lets a kernel look for the APIC id instead, in more of them. */
    private static void expectOneInstruction(Crossings crossings, Walk walk) {
        Machine machine = crossings.machine();
        boolean mustBeGS = machine.spec().architecture() == Architecture.X86_64;
        for (String function : List.of("CheckerCurrentCPU", "CheckerGetIndex",
                "CheckerGetFlags", SETTER)) {
            List<Instruction> all = called(crossings, walk, function).instructions();
            long byGS = all.stream().filter(Instruction::isByGS).count();
            if (!crossings.byGS() || byGS == 0 && !mustBeGS) {
                continue;
            }
            expect("instructions by GS in " + function, byGS).given("of", all.size())
                    .diagnose("not-by-gs", found -> found == 0)
                    .diagnose("not-one", found -> true).toBe(1L);
            expect("instructions that read memory otherwise in " + function,
                    all.stream().filter(Instruction::readsElsewhere).count())
                    .diagnose("not-one", found -> true).toBe(0L);
            boolean writes = function.equals(SETTER);
            expect("instructions by GS in " + function + " that write",
                    all.stream().filter(each -> each.isByGS() && each.writes()).count())
                    .diagnose("not-one", found -> true).toBe(writes ? 1L : 0L);
            int most = FRAME + (writes ? 2 : 1); // its value may be loaded first
            expect("instructions of " + function, all.size()).diagnose("not-one", found -> true)
                    .to("be one and a frame", count -> count <= most);
        }
    }

    /** What PerCPUSet writes is in the own entry, and in the one field, and PerCPUGet reads it. */
    private static void expectOwnFlags(Crossings crossings, Walk walk, Entry own) {
        Machine machine = crossings.machine();
        Kernel kernel = crossings.kernel();
        var field = kernel.offsets(Entries.LAYOUT).field("CPU", "PerCpuFlags");
        long before = own.field("PerCpuFlags");
        expect("PerCPUGet(PerCpuFlags) on CPU " + walk.cpu(),
                called(crossings, walk, "CheckerGetFlags").result())
                .diagnose("wrong-field", found -> true).toBe(before);
        byte[] table = table(machine, kernel);
        called(crossings, walk, SETTER);
        byte[] after = table(machine, kernel);
        int at = (int) (own.address() - kernel.address(Entries.TABLE) + field.offset());
        byte[] expected = table.clone();
        byte[] value = {0, 0, 0x5a, 0x5a};
        System.arraycopy(value, 0, expected, at, value.length);
        expect("bytes of CPUTable that differ after PerCPUSet(PerCpuFlags, ...) from what they "
                + "should be", differing(expected, after))
                .diagnose("wrong-field", found -> true).toBe(0L);
        machine.memory().write(kernel.address(Entries.TABLE) + at,
                Arrays.copyOfRange(table, at, at + value.length));
    }

    private static byte[] table(Machine machine, Kernel kernel) {
        int count = (int) GuestMemory.number(machine.memory().read("CPUCount", Integer.BYTES));
        return machine.memory().read(Entries.TABLE,
                (int) kernel.offsets(Entries.LAYOUT).size("CPU") * count);
    }

    private static long differing(byte[] one, byte[] other) {
        return IntStream.range(0, one.length)
                .filter(index -> one[index] != other[index]).count();
    }

    /** Who looks for the APIC ID may have interrupts off meanwhile, or the task is moved. */
    private static Called called(Crossings crossings, Walk walk, String function) {
        Called called = new Called(crossings.machine(), crossings.kernel(), walk, function);
        expect("locked instructions of " + function, called.instructions().stream()
                .filter(Instruction::isLocked).count())
                .diagnose("locks", found -> true).toBe(0L);
        List<Instruction> writes = called.instructions().stream().filter(Instruction::writes)
                .toList();
        expect("instructions of " + function + " that write to memory", writes.size())
                .given("by GS", writes.stream().filter(Instruction::isByGS).count())
                .diagnose("locks", found -> true).toBe(function.equals(SETTER) ? 1 : 0);
        expect("instructions of " + function + " that turn interrupts on or off",
                called.instructions().stream().filter(Instruction::changesInterrupts).count())
                .diagnose("locks", found -> true)
                .to("be none", found -> found == 0 || !crossings.byGS());
        return called;
    }
}
