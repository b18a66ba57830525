package checker.steps.step04;

import static checker.junit.Expectation.expect;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Probing;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Walk;
import checker.steps.step04.Entries.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Each CPU's entry counts what happens there, and what happens there alone. */
@Step(4)
@Criterion("Introduce `CPU` struct (PascalCase fields) holding: APIC ID, ACPI ProcessorId, Status "
        + "(offline/booting/online), PerCpuStack/TSS pointers, CurrentTask, LocalAPIC base, "
        + "LapicTimer state, PerCpuFlags, Statistics.")
final class WhatHappensIsCountedTest {

    /** In which CPUs that do nothing else have come back from one long since. */
    private static final GuestDuration OF_AN_NMI = GuestDuration.ofMilliseconds(20);
    private static final GuestDuration OF_A_PROGRAM = GuestDuration.ofSeconds(1);
    private static final int SOME_SWITCHES = 60; // more than in a round of the program
    private static final int NMI = 2;
    private static final int LAST_EXCEPTION = 31;
    private static final String CALLS = "Statistics.SystemCalls";
    private static final String EXCEPTIONS = "Statistics.Exceptions";
    private static final String INTERRUPTS = "Statistics.Interrupts";
    private static final String NMIS = "Statistics.NMIs";
    private static final String TASK = "CurrentTask";
    private static final String SWITCHES = "Statistics.TaskSwitches";

    @OnEveryMachine(from = Boards.WithNmis.class)
    @Hint(diagnosis = CALLS, where = "Who counts system calls.",
            wrong = "A system call does not count as one, on the CPU that makes it.",
            fix = "PerCPUAdd(Statistics.SystemCalls, 1) where system calls are handled.",
            hunk = "SystemCalls")
    @Hint(diagnosis = EXCEPTIONS, where = "Who counts exceptions.",
            wrong = "A page fault does not count as one exception, on the CPU that has it.",
            fix = "PerCPUAdd(Statistics.Exceptions, 1) in HandleInterrupt; an NMI is none.",
            hunk = "Exceptions")
    @Hint(diagnosis = INTERRUPTS, where = "Who counts interrupts.",
            wrong = "Ticks do not count as interrupts of the CPU that takes them.",
            fix = "PerCPUAdd(Statistics.Interrupts, 1) in HandleInterrupt.",
            hunk = "Interrupts")
    @Hint(diagnosis = NMIS, where = "Who counts NMIs.",
            wrong = "An NMI does not count as one, on each CPU that it comes to.",
            fix = "PerCPUAdd(Statistics.NMIs, 1) in HandleInterrupt.",
            hunk = "NMIs")
    @Hint(diagnosis = SWITCHES, where = "Who counts switches between tasks.",
            wrong = "The switches to a new process and back are not counted.",
            fix = "PerCPUAdd(Statistics.TaskSwitches, 1) where the scheduler switches.",
            hunk = "TaskSwitches")
    void onTheCpuWhereItHappens(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        crossings.runTo("AtCall");
        Entries first = crossings.entries();
        crossings.runTo("AfterCall");
        Entries second = crossings.entries();
        expectMore(first, second, CALLS, 1);
        crossings.runTo("AtFault");
        first = crossings.entries();
        crossings.runTo("AfterFault");
        second = crossings.entries();
        expectMore(first, second, EXCEPTIONS, 1);
        machine.injectNmi();
        crossings.runTo("AfterTick");
        letOthersRun(machine);
        Entries third = crossings.entries();
        expect("how many interrupts the boot CPU counted in more than a tick",
                third.boot().field(INTERRUPTS) - second.boot().field(INTERRUPTS))
                .diagnose(INTERRUPTS, found -> true).to("be some", count -> count > 0
                        && count < 1000);
        expectMore(second, third, NMIS, 1);
        crossings.runTo("AtCall");
        Entries fourth = crossings.entries();
        expect("how many switches of tasks the boot CPU counted while a process began and ended",
                fourth.boot().field(SWITCHES) - third.boot().field(SWITCHES))
                .diagnose(SWITCHES, found -> true).to("be two or more", count -> count >= 2
                        && count < 1000);
        for (int index = 0; index < first.list().size(); index++) {
            if (index != first.bootIndex()) {
                expectIdle(second.list().get(index), third.list().get(index));
            }
        }
    }

    /** Until they wait: a CPU of a deterministic machine has no turn as long as another has. */
    private static void letOthersRun(Machine machine) {
        machine.stopForGood(machine.spec().bootCpu());
        machine.runToEnd(OF_AN_NMI);
        machine.resume(machine.spec().bootCpu());
    }

    private static void expectMore(Entries before, Entries after, String counter, long count) {
        expect("by how much " + counter + " of the boot CPU grew",
                after.boot().field(counter) - before.boot().field(counter))
                .diagnose(counter, found -> true).toBe(count);
    }

    /** The others had an NMI, and nothing else. */
    private static void expectIdle(Entry before, Entry after) {
        String of = " of CPUTable[" + after.index() + "] grew meanwhile";
        expect("by how much " + NMIS + of, after.field(NMIS) - before.field(NMIS))
                .diagnose(NMIS, found -> true).toBe(1L);
        for (String counter : List.of(CALLS, EXCEPTIONS, INTERRUPTS, SWITCHES)) {
            expect("by how much " + counter + of, after.field(counter) - before.field(counter))
                    .diagnose(counter, found -> true).toBe(0L);
        }
    }

    /** With interrupts through the Local APIC, and through the 8259s. */
    static final class OneAtWork implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec two = MachineSpec.of(architecture).withCpus(2);
            return Stream.of(NamedSpec.of("two-cpus", two),
                    NamedSpec.of("nosmp", two.withArguments("nosmp")));
        }
    }

    /** While a program makes calls, faults, takes turns with others, and others end. */
    @OnEveryMachine(from = OneAtWork.class)
    @Hint(diagnosis = INTERRUPTS,
            where = "Where interrupts are counted, and what else comes by there.",
            wrong = "What is no interrupt of a device or of a Local APIC counts as one, or one of "
                    + "those does not.",
            fix = "A system call, an exception and an NMI have counters of their own.",
            hunk = "Interrupts")
    @Hint(diagnosis = EXCEPTIONS, where = "Who counts exceptions.",
            wrong = "Not each exception below 32 counts as one, or something else does.",
            fix = "Whichever it is, and whatever comes of it: by its vector, before it is dealt "
                    + "with.",
            hunk = "Exceptions")
    @Hint(diagnosis = CALLS, where = "Who counts system calls.",
            wrong = "Not each system call counts as one: exit, and execve of a new program, do "
                    + "not come back.",
            fix = "Count before the call is made.",
            hunk = "SystemCalls")
    void eachOfARoundCountsOnce(GuestPrograms guests) {
        Crossings crossings = alone(guests);
        Entries before = crossings.entries();
        Walk walk = crossings.machine().walk(crossings.machine().spec().bootCpu());
        walk.step();
        long call = walk.look().instruction(); // where the run stops at once, and counts it
        long tick = crossings.kernel().address("OnTick");
        Set<Long> exceptions = new HashSet<>(
                Gates.entries(crossings.machine(), 0, LAST_EXCEPTION));
        exceptions.removeAll(Gates.entries(crossings.machine(), NMI, NMI));
        Set<Long> places = new HashSet<>(exceptions);
        places.addAll(List.of(call, tick));
        Map<Long, Integer> counts = crossings.runCounting(places, "AtCall");
        Entries after = crossings.entries();
        expectMore(before, after, INTERRUPTS, counts.getOrDefault(tick, 0));
        expectMore(before, after, EXCEPTIONS, exceptions.stream()
                .mapToInt(gate -> counts.getOrDefault(gate, 0)).sum());
        expectMore(before, after, CALLS, counts.getOrDefault(call, 0));
    }

    @OnEveryMachine(cpus = 2)
    @Hint(where = "Where the scheduler counts.",
            wrong = "CPU.CurrentTask has become another one so many times, and another number of "
                    + "switches is counted.",
            fix = "Count where CurrentTask is set, and only where the next task is another.",
            hunk = "TaskSwitches")
    void eachSwitchOfTasksCountsOnce(GuestPrograms guests) {
        Crossings crossings = alone(guests);
        runToSwitch(crossings);
        long before = crossings.entries().boot().field(SWITCHES);
        for (int switches = 0; switches < SOME_SWITCHES; switches++) {
            runToSwitch(crossings);
        }
        expect("by how much " + SWITCHES + " of the boot CPU grew",
                crossings.entries().boot().field(SWITCHES) - before)
                .given("tasks that followed in CPU.CurrentTask", SOME_SWITCHES)
                .toBe((long) SOME_SWITCHES);
    }

    /** The other CPUs are as dead: at each stop the clock would run on to the next tick. */
    private static Crossings alone(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        crossings.machine().applicationCpus().forEach(crossings.machine()::stopForGood);
        crossings.runTo("AtCall");
        return crossings;
    }

    /** To where CurrentTask has just become another one. */
    private static void runToSwitch(Crossings crossings) {
        Machine machine = crossings.machine();
        Entry boot = crossings.entriesOnce().boot();
        long place = boot.address()
                + crossings.kernel().offsets(Entries.LAYOUT).field("CPU", TASK).offset();
        long before = crossings.word(machine.walk(machine.spec().bootCpu()), place);
        while (crossings.word(machine.walk(machine.spec().bootCpu()), place) == before) {
            Ending ending = machine.runToWriteAt(place, Integer.BYTES, OF_A_PROGRAM);
            expect("whether " + TASK + " of the boot CPU changes while two processes take turns",
                    ending instanceof Ending.Touched).given("it ended so", ending.describe())
                    .toBe(true);
        }
    }

    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(where = "Who counts interrupts, and by whose entry.",
            wrong = "An interrupt that another CPU takes does not count in that CPU's entry.",
            fix = "PerCPUAdd(Statistics.Interrupts, 1) in HandleInterrupt, on every CPU.",
            hunk = "Interrupts")
    void onOtherCpusToo(Probing probing) {
        probing.run("EachCountsItsOwnInterrupts").expectAllPassed();
    }

    @OnEveryMachine(from = Boards.BootCpuListedLast.class)
    @Hint(where = "How deep in handlers a CPU is, and who counts that.",
            wrong = "While another CPU is in a handler, the boot CPU seems to be in one, too, and "
                    + "may not wait; or the other CPU is told that it is in none.",
            fix = "Count in the entry of the CPU: PerCPUAdd(InterruptDepth, 1).",
            hunk = "InterruptDepth")
    void handlersAreOfTheirCpu(Probing probing) {
        probing.run("HandlersAreTheirCPUs").expectAllPassed();
    }
}
