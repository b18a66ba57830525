package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.Offsets;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.steps.hands.Messages;
import checker.steps.hands.Messages.Message;
import checker.steps.step04.Entries.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** An entry is there before anybody can ask for it. */
@Step(4)
@Criterion("initialize BSP entry before AP start.")
final class EntriesComeFirstTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);
    private static final int LONGEST_INSTRUCTION = 15;
    /** Of the boot CPU, which the tables list last of four. */
    private static final int BOOT_INDEX = 3;

    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(where = "What KernelMain does before the first start-up message.",
            wrong = "The first of the others may start, and the boot CPU's own entry is not "
                    + "ready: GS, its ids, Status and its bit of OnlineCPUs, and what it has: "
                    + "stack, TSS and Local APIC.",
            fix = "Fill it, and load GS, in the first lines of KernelMain; where the tables place "
                    + "it, as soon as they are read.",
            hunk = "LoadCPU")
    @Hint(diagnosis = "booting", where = "Who writes CPU_BOOTING to CPU.Status, and when.",
            wrong = "A CPU is sent for and is not called booting yet: where the boot CPU writes "
                    + "that later, the CPU may be online by then.",
            fix = "Before it is sent for: from then on Status is the CPU's own.",
            hunk = "ExpectCPU")
    void theBootCpusIsReadyWhenTheFirstOtherStarts(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Message message = new Messages(machine).runToStartUp(BOOT); // nobody runs before that
        Entries entries = Entries.of(machine, kernel);
        Entry boot = entries.boot();
        if (Ways.byGS(machine)) {
            expect("where GS of the boot CPU begins", entries.name(machine.walk(
                    machine.spec().bootCpu()).look().gsBase())).toBe(entries.name(boot.address()));
        }
        expect("Self of its entry", boot.field("Self")).inHex().toBe(boot.address());
        expect("Index of its entry", boot.field("Index")).toBe((long) boot.index());
        expect("APICID of its entry", boot.field("APICID")).toBe(boot.apicId());
        expect("ProcessorID of its entry", boot.field("ProcessorID")).toBe(boot.processorId());
        expect("Status of its entry", boot.field("Status"))
                .toBe(kernel.offsets(Entries.LAYOUT).constant("CPU_ONLINE"));
        expect("its bit of OnlineCPUs", entries.online() >> boot.index() & 1).toBe(1L);
        expect("TSS of its entry", boot.field("TSS")).inHex()
                .toBe(machine.cpu(machine.spec().bootCpu()).register("TR.base"));
        expect("PerCpuStack of its entry", boot.field("PerCpuStack")).inHex()
                .to("be the end of a stack", found -> found != 0);
        expect("LocalAPICBase of its entry", boot.field("LocalAPICBase")).inHex()
                .toBe(Madt.USUAL_ADDRESS);
        entries.list().stream().filter(entry -> entry.index() != boot.index()
                && message.goesTo((int) entry.apicId())).forEach(entry -> expect(
                "Status of CPUTable[" + entry.index() + "] when the first start-up message to "
                        + "its CPU is sent", entry.field("Status"))
                .diagnose("booting", found -> true)
                .toBe(kernel.offsets(Entries.LAYOUT).constant("CPU_BOOTING")));
    }

    /** As the tables place it: it has been another one before. */
    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(where = "The order of what MoveBootCPU does.",
            wrong = "GS leads the boot CPU to an entry that is empty: an exception there finds "
                    + "nothing, not even Self.",
            fix = "Copy first, Self too; then LoadCPU.",
            hunk = "MoveBootCPU")
    void theBootCpusIsFilledBeforeGsLeadsThere(Machine machine, Kernel kernel) {
        Offsets layout = kernel.offsets(Entries.LAYOUT);
        long entry = kernel.address(Entries.TABLE) + layout.size("CPU") * BOOT_INDEX;
        int boot = machine.spec().bootCpu();
        Ending ending = machine.runToWriteAtOr(entry + layout.field("CPU", "Self").offset(),
                Integer.BYTES, Set.of("EnterAPICMode"), BOOT);
        expect("whether Self of CPUTable[" + BOOT_INDEX + "] is written before EnterAPICMode",
                ending instanceof Ending.Touched).given("it ended so", ending.describe())
                .toBe(true);
        if (Ways.byGS(machine)) {
            expect("whether GS of the boot CPU leads there when its Self is first written",
                    machine.walk(boot).look().gsBase() == entry).toBe(false);
        }
    }

    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(diagnosis = "gs", where = "The order in which APMain does things.",
            wrong = "A CPU is in OnlineCPUs before GS leads it to its entry.",
            fix = "GS in the first lines of APMain; the bit when all is done.",
            hunk = "ReportOnline")
    @Hint(diagnosis = "not-atomic", where = "The instruction that sets the bit.",
            wrong = "Two CPUs that set their bits at the same time lose one of them.",
            fix = "OnlineCPUs is _Atomic: atomic_fetch_or, one locked instruction.",
            hunk = "OnlineCPUs")
    @Hint(diagnosis = "bits", where = "Which bit a CPU sets.",
            wrong = "A CPU sets another bit than its own.",
            fix = "1u << Index.",
            hunk = "OnlineCPUs")
    void aCpuIsReadyWhenItSetsItsBit(Machine machine, Kernel kernel) {
        Walk walk = toAPMain(machine);
        Entries early = Entries.of(machine, kernel);
        expect("CPUs in OnlineCPUs when the first of the others comes to APMain",
                bits(early, early.online())).diagnose("gs", found -> true)
                .toBe(List.of(early.boot().index()));
        long before = early.online();
        Ending ending = walk.runToWrite(kernel.address(Entries.ONLINE), Integer.BYTES, BOOT);
        if (ending instanceof Ending.NoProgress) {
            expectReadyWhenTheBootCpuSetsIt(machine, kernel, before);
            return;
        }
        expect("what comes of a CPU on its way to its idle loop", ending instanceof Ending.Touched)
                .given("it ended so", ending.describe()).toBe(true);
        Entries entries = Entries.of(machine, kernel);
        Entry own = entries.of(machine.apicIds().get(walk.cpu()));
        expect("the bits that CPU " + walk.cpu() + " changes in OnlineCPUs",
                bits(entries, entries.online() ^ before))
                .given("its APIC ID", own.apicId()).diagnose("bits", found -> true)
                .toBe(List.of(own.index()));
        expectToFindItself(machine, walk, entries, own);
        expect("whether the instruction before " + machine.symbols().describe(
                walk.look().instruction()) + ", which sets the bit, is locked",
                endsLocked(machine, walk))
                .diagnose("not-atomic", found -> true).toBe(true);
    }

    /** It may do that for those that have reported. */
    private static void expectReadyWhenTheBootCpuSetsIt(
            Machine machine, Kernel kernel, long before) {
        Ending ending = machine.runToWrite(Entries.ONLINE, Integer.BYTES, BOOT);
        expect("whether a bit of OnlineCPUs is set before the boot is complete",
                ending instanceof Ending.Touched).given("it ended so", ending.describe())
                .toBe(true);
        Entries entries = Entries.of(machine, kernel);
        for (int index : bits(entries, entries.online() & ~before)) {
            Entry own = entries.list().get(index);
            expectToFindItself(machine, machine.walk(own.cpu(machine.apicIds())), entries, own);
        }
    }

    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(diagnosis = "gs", where = "The order in which APMain does things.",
            wrong = "A CPU is called online before GS leads it to its entry.",
            fix = "GS in the first lines of APMain; Status last.",
            hunk = "ReportOnline")
    @Hint(diagnosis = "unready", where = "The order in which APMain does things.",
            wrong = "A CPU is called online before it is ready: who sees that may rely on it.",
            fix = "Report last, right before the idle loop.",
            hunk = "ReportOnline")
    @Hint(diagnosis = "never", where = "Who writes CPU_ONLINE to CPU.Status.",
            wrong = "A CPU comes to its idle loop, and nobody calls it online.",
            fix = "The CPU itself, last.",
            hunk = "ReportOnline")
    @Hint(diagnosis = "booting", where = "Who writes CPU_BOOTING to CPU.Status.",
            wrong = "A CPU that has been sent for and has not reported is not called booting.",
            fix = "Before it is sent for: what it finds in its entry is written by then.",
            hunk = "ExpectCPU")
    void aCpuIsReadyWhenItIsCalledOnline(Machine machine, Kernel kernel) {
        Walk walk = toAPMain(machine);
        Entry own = Entries.of(machine, kernel).of(machine.apicIds().get(walk.cpu()));
        long status = own.address()
                + kernel.offsets(Entries.LAYOUT).field("CPU", "Status").offset();
        long online = kernel.offsets(Entries.LAYOUT).constant("CPU_ONLINE");
        expect("Status of CPUTable[" + own.index() + "] when its CPU comes to APMain",
                own.field("Status")).given("CPU_ONLINE", online)
                .diagnose("booting", found -> true).to("be CPU_BOOTING", found ->
                        found == kernel.offsets(Entries.LAYOUT).constant("CPU_BOOTING"));
        Ending ending;
        do {
            ending = walk.runToWrite(status, Integer.BYTES, BOOT);
        } while (ending instanceof Ending.Touched && GuestMemory.number(
                machine.memory().read(status, Integer.BYTES)) != online);
        expect("whether CPU " + walk.cpu() + " is called online", ending instanceof Ending.Touched)
                .given("its way ended so", ending.describe())
                .diagnose("never", found -> true).toBe(true);
        Entries entries = Entries.of(machine, kernel);
        expectToFindItself(machine, walk, entries, entries.list().get(own.index()));
        expectToBeSetUp(machine, walk.cpu(), entries.list().get(own.index()));
    }

    /** As the boot CPU is. */
    private static void expectToBeSetUp(Machine machine, int cpu, Entry entry) {
        CpuState boot = machine.cpu(machine.spec().bootCpu());
        CpuState called = machine.cpu(cpu);
        for (String register : List.of("CR0", "CR4", "IDT.limit", "TR.selector")) {
            expect(register + " of CPU " + cpu + " when it is called online",
                    called.register(register)).inHex().diagnose("unready", found -> true)
                    .toBe(boot.register(register));
        }
        expect("whether its Local APIC is enabled then",
                machine.localApic(cpu).orElseThrow().softwareEnabled())
                .diagnose("unready", found -> true).toBe(true);
        expect("LocalAPICBase of its entry then", entry.field("LocalAPICBase")).inHex()
                .diagnose("unready", found -> true).toBe(Madt.USUAL_ADDRESS);
    }

    /** To where the first of the others enters C; all but that one are frozen from then on. */
    private static Walk toAPMain(Machine machine) {
        Ending ending = machine.runTo("APMain", BOOT);
        expectReached(machine, "APMain", ending);
        return machine.walk(((Ending.Reached) ending).cpu());
    }

    private static void expectToFindItself(Machine machine, Walk walk, Entries entries,
            Entry own) {
        expect("Self of CPUTable[" + own.index() + "] then", own.field("Self")).inHex()
                .diagnose("gs", found -> true).toBe(own.address());
        if (Ways.byGS(machine)) {
            expect("where GS of CPU " + walk.cpu() + " begins then",
                    entries.name(walk.look().gsBase())).given("its APIC ID", own.apicId())
                    .diagnose("gs", found -> true).toBe(entries.name(own.address()));
        }
    }

    private static List<Integer> bits(Entries entries, long map) {
        return entries.list().stream().map(Entry::index)
                .filter(index -> (map >> index & 1) != 0).toList();
    }

    /** Whether a locked instruction that writes ends just where the CPU stands. */
    private static boolean endsLocked(Machine machine, Walk walk) {
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        byte[] before = walk.read(walk.look().instruction() - LONGEST_INSTRUCTION,
                2 * LONGEST_INSTRUCTION);
        return IntStream.range(0, LONGEST_INSTRUCTION - 1).anyMatch(start -> {
            Instruction instruction = new Instruction(
                    Arrays.copyOfRange(before, start, start + LONGEST_INSTRUCTION), wide);
            return instruction.isLocked() && instruction.writes()
                    && start + instruction.length() == LONGEST_INSTRUCTION;
        });
    }
}
