package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import checker.machine.Walk;
import checker.oracle.KernelLog;
import checker.steps.step04.Entries.Entry;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exceptions that come whatever the stack pointer is find a stack, and their CPU's entry; and that
 * names the stack that the CPU began on.
 */
@Step(4)
@Criterion("PerCpuStack/TSS pointers")
final class ExceptionsHaveTheirStacksTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final String DOUBLE_FAULT = "double fault";
    private static final int DEBUG = 1;
    private static final int SOME = 20;
    private static final int MANY = 200;
    private static final int PAGE = 4096;
    private static final int MOST_PAGES = 16;
    /** What a call pushes, and how its stack is aligned. */
    private static final long CALL_BYTES = 64;
    /** In user space, with nothing below it. */
    private static final long NO_STACK = PAGE;

    @OnEveryMachine(from = Boards.AllOrOne.class)
    @Hint(diagnosis = "none", where = "The gates of the IDT, and the TSS that CPU.TSS points to.",
            wrong = "An exception that may come at any instruction has no stack of its own: debug "
                    + "exceptions (1), NMIs (2), double faults (8), machine checks (18) on "
                    + "x86-64, double faults on x86-32.",
            fix = "An IST number in its gate and the end of a stack there in each TSS; on x86-32 "
                    + "a task gate.",
            hunk = "DEBUG_STACK")
    @Hint(diagnosis = "shared", where = "Where the ends of those stacks come from.",
            wrong = "Two CPUs, or two exceptions that can interrupt each other, have one stack; or "
                    + "an exception has that which its CPU runs on.",
            fix = "Allocate one for each exception of each CPU.",
            hunk = "EXCEPTION_STACK_COUNT")
    @Hint(diagnosis = "unmapped", where = "What is mapped at and below those stacks.",
            wrong = "A stack for exceptions is not mapped, or no guard page lies below it.",
            fix = "AllocateKernelStack maps pages above a page that stays unmapped.",
            hunk = "AllocateStack")
    void oneForEachOfEachCpu(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);
        NavigableMap<Long, Long> bottoms = new TreeMap<>();
        int count = 0;
        Entries entries = Entries.of(machine, kernel);
        for (int cpu : entries.cpus(machine.apicIds())) {
            var stacks = new TreeMap<>(ExceptionStacks.of(machine, cpu));
            expect("exceptions with a stack of their own on CPU " + cpu,
                    List.copyOf(stacks.keySet())).diagnose("none", found -> true)
                    .to("have " + ExceptionStacks.needed(machine),
                            found -> found.containsAll(ExceptionStacks.needed(machine)));
            stacks.forEach((vector, top) -> {
                expect("the end of the stack of exception " + vector, top).inHex()
                        .diagnose("none", found -> true).to("not be 0", found -> found != 0);
                bottoms.put(top, top - (long) guarded(machine, top) * PAGE);
            });
            count += stacks.size();
        }
        expectOthers(bottoms, entries.online(machine.apicIds()));
        expect("different stacks", bottoms.size()).given("stacks", count)
                .diagnose("shared", found -> true).toBe(count);
        bottoms.forEach((top, bottom) -> expect(String.format(
                "ends of other stacks in what is mapped below that at 0x%x", top),
                bottoms.subMap(bottom, false, top, false).size())
                .diagnose("shared", found -> true).toBe(0));
    }

    /** The stacks that CPUs began on are none of them. */
    private static void expectOthers(NavigableMap<Long, Long> bottoms, List<Entry> cpus) {
        for (Entry cpu : cpus) {
            long own = cpu.field("PerCpuStack");
            Long top = bottoms.ceilingKey(own);
            expect(String.format("whether PerCpuStack of CPUTable[%d], 0x%x, is in a stack for "
                    + "exceptions", cpu.index(), own), top != null && bottoms.get(top) < own)
                    .diagnose("shared", found -> true).toBe(false);
        }
    }

    /** How many pages there are below the end of a stack, down to its guard page. */
    private static int guarded(Machine machine, long top) {
        int pages = 0;
        while (pages <= MOST_PAGES && isMapped(machine, top - (long) (pages + 1) * PAGE)) {
            pages++;
        }
        expect("pages mapped below the end of a stack, 0x" + Long.toHexString(top), pages)
                .diagnose("unmapped", found -> true)
                .to("be from 1 to " + MOST_PAGES, found -> found >= 1 && found <= MOST_PAGES);
        return pages;
    }

    private static boolean isMapped(Machine machine, long address) {
        try {
            machine.memory().read(address, 1);
            return true;
        } catch (UnmappedMemoryException e) {
            return false;
        }
    }

    @OnEveryMachine(cpus = 2)
    @Hint(where = "CPU.PerCpuStack.",
            wrong = "It is not the end of the stack that KernelMain is called on, or, on another "
                    + "CPU, APMain.",
            fix = "Take it from the label that boot loads the stack pointer with; another CPU's is "
                    + "that of its start slot.",
            hunk = "PerCpuStack")
    void itsStackIsTheOneThatACpuBeganOn(Machine machine, Kernel kernel) {
        Map<Integer, Long> begins = new TreeMap<>();
        expectToReach(machine, "KernelMain", BOOT);
        begins.put(machine.spec().bootCpu(), machine.cpu(machine.spec().bootCpu()).stackPointer());
        Ending ending = machine.runToAny(Set.of("APMain", "KernelReady"), BOOT);
        while (ending instanceof Ending.Reached reached
                && reached.address() == kernel.address("APMain")) {
            begins.put(reached.cpu(), machine.cpu(reached.cpu()).stackPointer());
            ending = machine.runToAny(Set.of("APMain", "KernelReady"), BOOT);
        }
        expectReached(machine, "KernelReady", ending);
        Entries entries = Entries.of(machine, kernel);
        begins.forEach((cpu, begin) -> expect("PerCpuStack of CPU " + cpu,
                entries.of(machine.apicIds().get(cpu)).field("PerCpuStack")).inHex()
                .given("its stack pointer when it came to C", Long.toHexString(begin))
                .to("be above that, by less than " + CALL_BYTES, end -> end > begin
                        && end - begin < CALL_BYTES));
    }

    /** Who deals with it may wait, or never come back; the next one would find the stack in use. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    @Hint(diagnosis = "debug-stack", where = "The way of a debug exception of user mode.",
            wrong = "It is dealt with on the CPU's own stack for debug exceptions, where the next "
                    + "one overwrites it.",
            fix = "Go on on the task's stack when it comes from user mode.",
            hunk = "EnterDebug")
    void aProgramsDebugExceptionIsOnItsTasksStack(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        Walk walk = crossings.runTo("AtDebug");
        long top = ExceptionStacks.of(machine, walk.cpu()).getOrDefault(DEBUG, 0L);
        int inC = 0;
        for (int count = 0; inC < SOME; count++) {
            expect("instructions to C code of the kernel", count)
                    .to("be less than " + MANY, found -> found < MANY);
            walk.step();
            long at = walk.look().instruction();
            if (walk.look().privilege() != 0 || !crossings.isInC(at)) {
                continue;
            }
            inC++;
            long below = top - walk.look().stack();
            expect("how far the stack pointer at " + machine.symbols().describe(at)
                    + " is below the end of the stack for debug exceptions", below)
                    .diagnose("debug-stack", found -> true).to("be on another stack",
                            found -> top == 0 || found < 0 || found > MOST_PAGES * PAGE);
        }
    }

    @OnEveryMachine(from = Boards.WithOneOther.class)
    @Hint(diagnosis = "not-reported", where = "The way of a double fault to its handler.",
            wrong = "A double fault before GS is the kernel's is not reported: the handler runs "
                    + "with the user's GS, or on no stack.",
            fix = "x86-64: as for NMIs. x86-32: the selector of the per-CPU segment in the TSS of "
                    + "the double-fault task.",
            hunk = "DoubleFaultTask")
    @Hint(diagnosis = "gs", where = "GS in the handler of a double fault.",
            wrong = "GS does not lead to the entry of the CPU that has the double fault.",
            fix = "x86-64: as for NMIs. x86-32: the selector of the per-CPU segment in the TSS of "
                    + "the double-fault task.",
            hunk = "DoubleFaultTask")
    void aDoubleFaultBeforeGsIsTheKernels(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        Walk walk = crossings.runTo("AtFault");
        walk.step();
        expect("the privilege level at the gate of a page fault", walk.look().privilege())
                .toBe(0);
        expectDoubleFaultReported(crossings, walk, crossings.entries().boot());
    }

    @OnEveryMachine(from = Boards.WithOneOther.class)
    @Hint(diagnosis = "not-reported", where = "The tables of the other CPUs.",
            wrong = "A double fault of another CPU than the boot CPU is not reported.",
            fix = "The same tables and gates for each CPU.",
            hunk = "FillDescriptors")
    @Hint(diagnosis = "gs", where = "GS in the handler of a double fault.",
            wrong = "GS does not lead to the entry of the CPU that has the double fault.",
            fix = "x86-32: the selector of the per-CPU segment in the TSS of each CPU's "
                    + "double-fault task.",
            hunk = "DoubleFaultTask")
    void aDoubleFaultOfAnotherCpu(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        crossings.runTo("AtCall");
        machine.stopForGood(machine.spec().bootCpu());
        machine.injectNmi();
        Ending ending = machine.runToAny(Set.of("WitnessNMI"), PATIENCE);
        expectReached(machine, "a registered handler of NMIs", ending);
        int cpu = ((Ending.Reached) ending).cpu();
        expectDoubleFaultReported(crossings, machine.walk(cpu),
                crossings.entries().of(machine.apicIds().get(cpu)));
    }

    /** Takes the CPU, which is about to push something, its stack away. */
    private static void expectDoubleFaultReported(Crossings crossings, Walk walk, Entry own) {
        Machine machine = crossings.machine();
        walk.set("ESP", NO_STACK);
        Ending ending = walk.run(Set.of(), PATIENCE);
        expect("what becomes of a CPU without a stack", ending.describe())
                .diagnose("not-reported", found -> true)
                .toBe(new Ending.Panicked(walk.cpu()).describe());
        if (crossings.byGS()) {
            expect("where GS begins in the panic", crossings.entries()
                    .name(walk.look().gsBase()))
                    .diagnose("gs", found -> true).toBe(crossings.entries().name(own.address()));
        }
        machine.runToOutput(0, DOUBLE_FAULT, PATIENCE);
        machine.runToOutput(machine.serial().indexOf(DOUBLE_FAULT), "\n", PATIENCE);
        expect("what the log says of it", KernelLog.parse(machine.serial()).panic()
                .map(Object::toString).orElse("nothing")).asPrinted()
                .diagnose("not-reported", found -> true)
                .to("name a " + DOUBLE_FAULT, found -> found.contains(DOUBLE_FAULT));
    }
}
