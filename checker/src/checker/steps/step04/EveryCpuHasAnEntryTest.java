package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.acpi.Madt;
import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.machine.ApicWrite;
import checker.machine.ApicWrite.Controller;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.report.Cause;
import checker.steps.step04.Entries.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code CPUTable} has an entry for each CPU, with what is true of that CPU. */
@Step(4)
@Criterion("Introduce `CPU` struct (PascalCase fields) holding: APIC ID, ACPI ProcessorId, Status "
        + "(offline/booting/online), PerCpuStack/TSS pointers, CurrentTask, LocalAPIC base, "
        + "LapicTimer state, PerCpuFlags, Statistics.")
@Hint(causes = Cause.DOES_NOT_BUILD,
        where = "The section Contract of steps/04-per-cpu/lesson.adoc lists names.",
        wrong = "The check looks for CPU and its fields, for CPUTable and for OnlineCPUs.",
        fix = "Declare them in arch/CPU.h, with the names of the contract.",
        hunk = "CPUTable")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC},
        where = "The first place that asks for CurrentCPU().",
        wrong = "The kernel does not come up on this machine: something asks for the CPU's entry "
                + "before GS leads there, or through an entry that is not filled.",
        fix = "Let GS lead to an entry in the first line of C of each CPU, also where there is no "
                + "ACPI and no Local APIC.",
        hunk = "LoadCPU")
final class EveryCpuHasAnEntryTest {

    private static final long HERTZ = 1_000_000_000L; // QEMU's APIC_BUS_CYCLE_NS is 1
    private static final long PER_MILLE = 1000;
    private static final long LVT_PERIODIC = 1 << 17;
    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);
    private static final int INITIAL_COUNT = 0x380; // of the timer
    private static final long STACK_BYTES = 1 << 16;
    private static final long STACK_ALIGNMENT = 16;
    private static final OffsetRequest TASK =
            OffsetRequest.of("tasks/Task.h").field("Task", "Stack.Top");

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "index", where = "CPU.Index.",
            wrong = "An entry does not know its own place in the table.",
            fix = "Fill Index for each record that there is, also of CPUs that stay offline.",
            hunk = "Index")
    @Hint(diagnosis = "self", where = "CPU.Self.",
            wrong = "Self does not point to the entry that it is in: CurrentCPU() reads it.",
            fix = "Self = &CPUTable[Index]; when the boot CPU's entry moves, it changes.",
            hunk = "Self")
    @Hint(diagnosis = "apic-id", where = "CPU.APICID.",
            wrong = "An entry does not have the APIC ID of its record.",
            fix = "CPUTable has the order of CPURecords; the boot CPU's entry is at BootCPUIndex.",
            hunk = "APICID")
    @Hint(diagnosis = "acpi-id", where = "CPU.ProcessorID.",
            wrong = "An entry does not have the ACPI processor ID of its record.",
            fix = "Take both ids from CPURecords, the boot CPU's too.",
            hunk = "ProcessorID")
    void entriesAreInTheOrderOfTheRecords(Boot boot) {
        for (Entry entry : Entries.of(boot).list()) {
            String of = of(entry);
            expect("Index" + of, entry.field("Index")).diagnose("index", found -> true)
                    .toBe((long) entry.index());
            expect("Self" + of, entry.field("Self")).inHex().diagnose("self", found -> true)
                    .toBe(entry.address());
            expect("APICID" + of, entry.field("APICID")).diagnose("apic-id", found -> true)
                    .toBe(entry.apicId());
            expect("ProcessorID" + of, entry.field("ProcessorID"))
                    .diagnose("acpi-id", found -> true).toBe(entry.processorId());
        }
    }

    @OnEveryMachine(from = Boards.class)
    @Criterion("Keep a global CPU table and bitmap of online CPUs")
    @Hint(diagnosis = "status", where = "Who writes CPU.Status.",
            wrong = "Status does not tell which CPUs are there.",
            fix = "CPU_ONLINE for the boot CPU from the start and for each other when it reports, "
                    + "CPU_OFFLINE for all that do not run.",
            hunk = "Status")
    @Hint(diagnosis = "bitmap", where = "Who sets bits of OnlineCPUs.",
            wrong = "OnlineCPUs does not have the bits of the CPUs that are online: bit N is that "
                    + "of CPUTable[N].",
            fix = "Set bit Index, atomically, when a CPU comes online; the boot CPU's is set "
                    + "where there is no other, too.",
            hunk = "OnlineCPUs")
    void statusAndBitmapTellWhoIsThere(Boot boot) {
        Entries entries = Entries.of(boot);
        List<Entry> online = entries.online(boot.hardware().apicIds());
        long on = boot.kernel().offsets(Entries.LAYOUT).constant("CPU_ONLINE");
        long off = boot.kernel().offsets(Entries.LAYOUT).constant("CPU_OFFLINE");
        for (Entry entry : entries.list()) {
            expect("Status" + of(entry), entry.field("Status"))
                    .given("CPU_ONLINE", on).diagnose("status", found -> true)
                    .toBe(online.contains(entry) ? on : off);
        }
        expect("the bits of OnlineCPUs", bits(entries.online())).diagnose("bitmap", found -> true)
                .toBe(online.stream().map(Entry::index).toList());
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "tss", where = "CPU.TSS.",
            wrong = "TSS does not point to the TSS that the CPU's task register has.",
            fix = "Point to the TSS in the tables that LoadDescriptors loads into that CPU.",
            hunk = "TSS")
    @Hint(diagnosis = "stack", where = "CPU.PerCpuStack.",
            wrong = "PerCpuStack is not the top of the stack that the CPU began on.",
            fix = "The end of the stack of its start slot; the boot CPU's is that of boot.",
            hunk = "PerCpuStack")
    @Hint(diagnosis = "task", where = "CPU.CurrentTask.",
            wrong = "CurrentTask of the boot CPU does not point to the task that runs there.",
            fix = "Let the scheduler write it when it switches: it is the one record of what runs.",
            hunk = "CurrentTask")
    void entriesNameWhatTheirCpuHas(Boot boot) {
        Entries entries = Entries.of(boot);
        List<Long> stacks = new ArrayList<>();
        for (CpuState cpu : boot.hardware().cpus()) {
            int apicId = boot.hardware().apicIds().get(cpu.index());
            boolean isBoot = cpu.index() == boot.hardware().bootCpu();
            if (!isBoot && (!entries.inApicMode() || !entries.has(apicId))) {
                continue;
            }
            Entry entry = isBoot ? entries.boot() : entries.of(apicId);
            expect("TSS" + of(entry), entry.field("TSS")).inHex()
                    .diagnose("tss", found -> true).toBe(cpu.register("TR.base"));
            long stack = entry.field("PerCpuStack");
            expect("PerCpuStack" + of(entry), stack).inHex().given("stack pointer",
                    cpu.stackPointer()).diagnose("stack", found -> true)
                    .to(isBoot ? "be the end of a stack" : "be above the stack pointer, by less "
                            + "than 64 KiB", top -> top != 0 && top % STACK_ALIGNMENT == 0
                            && (isBoot || Long.compareUnsigned(top - cpu.stackPointer(),
                                    STACK_BYTES) < 0));
            stacks.add(stack);
        }
        expect("different PerCpuStacks", stacks.stream().distinct().count())
                .diagnose("stack", found -> true).toBe((long) stacks.size());
        expect("CurrentTask" + of(entries.boot()), entries.boot().field("CurrentTask"))
                .diagnose("task", found -> true).to("be a task", task -> task != 0);
    }

    @OnEveryMachine(from = Boards.WithOneOther.class)
    @Hint(diagnosis = "stack", where = "CPU.PerCpuStack.",
            wrong = "PerCpuStack becomes the stack of the task that runs.",
            fix = "The CPU's own is what it began on; the task's top is in the TSS.",
            hunk = "PerCpuStack")
    @Hint(diagnosis = "task", where = "CPU.CurrentTask.",
            wrong = "CurrentTask is not the task that runs: the one before it, or always the same.",
            fix = "Let the scheduler write it when it switches: it is the one record of what runs.",
            hunk = "CurrentTask")
    void entriesFollowTheTaskOnlyWhereTheyShould(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        crossings.runTo("AtSwitch");
        Entry first = crossings.entries().boot();
        crossings.runTo("AtSwitch");
        Entry second = crossings.entries().boot();
        long tasks = crossings.kernelWord(second.field("TSS") + ExceptionStacks.STACK_0_OF_TSS);
        expect("PerCpuStack" + of(second), second.field("PerCpuStack")).inHex()
                .given("the running task's stack, in the TSS", tasks)
                .diagnose("stack", found -> true).to("be another", found -> found != tasks);
        expect("whether CurrentTask" + of(second) + " differs in two processes",
                first.field("CurrentTask") != second.field("CurrentTask"))
                .diagnose("task", found -> true).toBe(true);
        expect("Stack.Top of the task in CurrentTask" + of(second), crossings.kernelWord(
                second.field("CurrentTask") + crossings.kernel().offsets(TASK)
                        .field("Task", "Stack.Top").offset())).inHex()
                .diagnose("task", found -> true).toBe(tasks);
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "base", where = "CPU.LocalAPICBase.",
            wrong = "It is not where the CPU's Local APIC is.",
            fix = "The address in the CPU's own IA32_APIC_BASE; 0 where there is no Local APIC.",
            hunk = "LocalAPICBase")
    @Hint(diagnosis = "timer", where = "CPU.LapicTimer.",
            wrong = "It is not the state of the CPU's timer: its rate, or from where it counts.",
            fix = "Note the rate of the undivided clock when it was measured, for every CPU, and "
                    + "what the timer's registers are set to.",
            hunk = "LapicTimer")
    void entriesKnowTheirLocalApic(Boot boot) {
        Entries entries = Entries.of(boot);
        for (Entry entry : entries.online(boot.hardware().apicIds())) {
            LocalApic apic = boot.hardware().localApics().stream()
                    .filter(each -> each.id() == entry.apicId()).findFirst().orElse(null);
            expect("LocalAPICBase" + of(entry), entry.field("LocalAPICBase")).inHex()
                    .diagnose("base", found -> true).toBe(apic == null ? 0 : Madt.USUAL_ADDRESS);
            if (apic != null) {
                expectTimer(boot, entries, entry, apic);
            }
        }
    }

    /** While it is measured, if not later. */
    @OnEveryMachine(from = Traced.class)
    @Hint(diagnosis = "timer", where = "Who starts the timer of the Local APIC.",
            wrong = "It counts, and the CPU's entry says that it is stopped, or that it counts "
                    + "from another number.",
            fix = "Note InitialCount and Mode where the registers are written.",
            hunk = "LAPIC_TIMER_ONCE")
    void entriesKnowThatTheTimerCounts(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Offsets layout = kernel.offsets(Entries.LAYOUT);
        long mode = Entries.of(machine, kernel).boot().address()
                + layout.field("CPU", "LapicTimer.Mode").offset();
        Ending ending;
        do {
            ending = machine.runToWriteAtOr(mode, Integer.BYTES, Set.of("KernelReady"), BOOT);
        } while (ending instanceof Ending.Touched && GuestMemory.number(machine.memory()
                .read(mode, Integer.BYTES)) == layout.constant("LAPIC_TIMER_STOPPED"));
        boolean isNoted = ending instanceof Ending.Touched;
        expectReached(machine, "KernelReady",
                isNoted ? machine.runTo("KernelReady", BOOT) : ending);
        long[] started = machine.apicWrites().stream()
                .filter(write -> write.controller() == Controller.LOCAL_APIC
                        && write.register() == INITIAL_COUNT && write.value() != 0)
                .mapToLong(ApicWrite::value).toArray();
        Entry boot = Entries.of(machine, kernel).boot();
        expect("whether LapicTimer.Mode" + of(boot) + " is ever another than "
                + "LAPIC_TIMER_STOPPED", isNoted).given("starts of the timer", started.length)
                .diagnose("timer", found -> true).toBe(started.length > 0);
        if (isNoted) {
            expect("LapicTimer.InitialCount" + of(boot), boot.field("LapicTimer.InitialCount"))
                    .diagnose("timer", found -> true).toBe(started[started.length - 1]);
        }
    }

    /** One that tells what is written to its Local APICs. */
    static final class Traced implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("two-cpus",
                    MachineSpec.of(architecture).withCpus(2).withApicTrace()));
        }
    }

    private static void expectTimer(Boot boot, Entries entries, Entry entry, LocalApic apic) {
        long stopped = boot.kernel().offsets(Entries.LAYOUT).constant("LAPIC_TIMER_STOPPED");
        long counts = apic.timerInitialCount();
        boolean isPeriodic = (apic.localVectorTable().get("LVTT").raw() & LVT_PERIODIC) != 0;
        if (counts == 0) {
            expect("LapicTimer.Mode" + of(entry), entry.field("LapicTimer.Mode"))
                    .given("its Local APIC's initial count", counts)
                    .diagnose("timer", found -> true)
                    .to("be LAPIC_TIMER_STOPPED", mode -> mode == stopped);
        } else if (isPeriodic) { // else it may have run down
            expect("LapicTimer.Mode" + of(entry), entry.field("LapicTimer.Mode"))
                    .given("its Local APIC's initial count", counts)
                    .diagnose("timer", found -> true)
                    .to("not be LAPIC_TIMER_STOPPED", mode -> mode != stopped);
            expect("LapicTimer.InitialCount" + of(entry), entry.field("LapicTimer.InitialCount"))
                    .diagnose("timer", found -> true).toBe(counts);
        }
        if (entries.inApicMode() && boot.spec().clock().reproducible()) {
            expect("LapicTimer.Frequency" + of(entry), entry.field("LapicTimer.Frequency"))
                    .diagnose("timer", found -> true).to("be " + HERTZ + " to a thousandth",
                            rate -> Math.abs(rate - HERTZ) <= HERTZ / PER_MILLE);
        }
    }

    private static String of(Entry entry) {
        return " of CPUTable[" + entry.index() + "]";
    }

    private static List<Integer> bits(long map) {
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> (map >>> bit & 1) != 0).boxed().collect(Collectors.toList());
    }
}
