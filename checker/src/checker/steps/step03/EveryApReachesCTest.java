package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Arrivals.Arrival;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.oracle.KernelLog;
import checker.report.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every CPU that may be used comes through the trampoline to {@code APMain}, once. */
@Step(3)
@Criterion("every AP executes the trampoline and reaches AP C entry without new bootstrap "
        + "infrastructure.")
@Hint(causes = Cause.DOES_NOT_BUILD,
        where = "The section Contract of steps/03-ap-bootstrap/lesson.adoc lists names.",
        wrong = "The check looks for APMain, for StartSlots and for CPU_OFFLINE to CPU_ONLINE.",
        fix = "Declare StartSlot and the states in arch/x86/common/APStart.h, StartSlots and "
                + "APMain in smp/ApplicationCPU.h.",
        hunk = "APMain")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC},
        where = "What another CPU has at the instruction after each change of its mode.",
        wrong = "A CPU faults on its way: on tables with NX before EFER.NXE is set, on a stack "
                + "that its page tables do not have, on a TSS that another CPU has loaded, or "
                + "without an IDT.",
        fix = "EFER, CR4 and CR3 first, then CR0.PG; begin on the boot tables, go up, then load "
                + "the kernel's CR3 and the stack; give each CPU a GDT and a TSS of its own.",
        hunk = "EnterAP")
@Hint(diagnosis = "stacks",
        where = "Where a CPU gets its stack pointer from, when several come at once.",
        wrong = "Two CPUs run on one stack, or on stacks that overlap.",
        fix = "Allocate one for each CPU, and let each take its own by its APIC ID or by an "
                + "atomic ticket.",
        hunk = "APEntry")
final class EveryApReachesCTest {

    private static final String ENTRY = "APMain";
    private static final String READY = "KernelReady";
    private static final GuestDuration PATIENCE = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration ONE_BY_ONE = GuestDuration.ofMilliseconds(10);
    private static final long APART = 4096;

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "nobody", where = "The low byte of the start-up message, and the page.",
            wrong = "No other CPU arrives: the vector of a start-up message is the number of the "
                    + "page that it begins in, address / 4096, and an APIC ID is no index.",
            fix = "Send 4600H + page / 4096 to the APIC ID of each record, after an INIT.",
            hunk = "SendStartUp")
    @Hint(diagnosis = "boot-cpu", where = "Who is skipped in the loop over the records.",
            wrong = "The boot CPU sent the messages to itself, too: it came like the others, or "
                    + "began the firmware anew.",
            fix = "Skip BootCPUIndex, which need not be 0.",
            hunk = "ExpectAll")
    @Hint(diagnosis = "again", where = "Messages to a CPU that runs, and who may claim a slot.",
            wrong = "A CPU came twice: an INIT that is sent to one that runs makes it begin anew.",
            fix = "One INIT to each, before any start-up message; a second start-up message is "
                    + "ignored by a CPU that has begun.",
            hunk = "CallAll")
    @Hint(diagnosis = "missing", where = "Which APIC IDs the messages go to.",
            wrong = "Some of the CPUs do not arrive: APIC IDs have holes, and the records are in "
                    + "the firmware's order.",
            fix = "Send to CPURecords[Index].APICID, for each index but the boot CPU's.",
            hunk = "CallAll")
    void eachArrivesOnceAndTheBootCpuNever(Machine machine, Draw draw) {
        SentFor sentFor = new SentFor(machine);
        List<Integer> called = sentFor.cpus();
        List<Arrival> arrivals = arrivals(machine, sentFor, draw);
        List<Integer> cpus = arrivals.stream().map(Arrival::cpu).sorted().toList();
        List<Integer> expected = List.copyOf(Aps.expected(machine));

        expect("CPUs that came to " + ENTRY, cpus)
                .given("APIC IDs", machine.apicIds())
                .diagnose("boot-cpu", found -> found.contains(machine.spec().bootCpu())
                        || sentFor.isNamed(machine.spec().bootCpu()) || beganAnew(machine))
                // Who waited for a message to come may have seen the boot CPU give up on all.
                .diagnose("missing", found -> !called.isEmpty() && !called.equals(expected))
                .diagnose("nobody", List::isEmpty)
                .diagnose("again", found -> found.stream().distinct().count() < found.size())
                .diagnose("missing", found -> true)
                .toBe(expected);
        expectApart(arrivals.stream().map(Arrival::stackPointer));
    }

    @OnEveryMachine(from = Boards.class)
    void eachRestsOnAStackOfItsOwn(Boot boot) {
        expectApart(boot.hardware().cpus().stream()
                .filter(cpu -> Aps.expected(boot).contains(cpu.index())
                        || cpu.index() == boot.spec().bootCpu())
                .map(CpuState::stackPointer));
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(where = "StartSlots, and the lines of the log.",
            wrong = "A CPU that is there and came is not called online.",
            fix = "Let the AP change its state to CPU_ONLINE, and wait until it has.",
            hunk = "AwaitAll")
    void eachIsCalledOnline(Boot boot) {
        Aps.expectOnline(Aps.states(boot), Aps.expected(boot), boot.spec().bootCpu(),
                boot.hardware().apicIds());
    }

    @OnEveryMachine(cpus = 1)
    @Hint(causes = Cause.NO_PROGRESS, where = "What is waited for.",
            wrong = "On a machine with one CPU the kernel waits for others.",
            fix = "Wait for those that were called, which may be none.",
            hunk = "StartCPUs")
    void aMachineWithoutOthersBoots(Machine machine) {
        expectToReach(machine, READY, GuestDuration.ofMilliseconds(500));
    }

    private static void expectApart(Stream<Long> pointers) {
        List<Long> stacks = pointers.sorted(Long::compareUnsigned).toList();
        expect("stack pointers less than " + APART + " bytes apart", IntStream
                .range(1, stacks.size()).filter(index ->
                        stacks.get(index) - stacks.get(index - 1) < APART)
                .mapToObj(index -> Long.toHexString(stacks.get(index))).toList())
                .diagnose("stacks", found -> true).toBe(List.of());
    }

    /** Whether the firmware started the kernel a second time. */
    private static boolean beganAnew(Machine machine) {
        return KernelLog.parse(machine.serial()).of("boot").stream()
                .filter(line -> line.message().contains("started by")).count() > 1;
    }

    /** Lets the others come one by one, in an order that was drawn; then whoever comes later. */
    private static List<Arrival> arrivals(Machine machine, SentFor sentFor, Draw draw) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int cpu : draw.shuffled(sentFor.cpus())) {
            sentFor.release(cpu);
            if (!arrives(machine, Set.of(ENTRY), ONE_BY_ONE, arrivals)) {
                return arrivals; // it executes what is no stub, and so would the next
            }
        }
        sentFor.releaseAll();
        while (arrives(machine, Set.of(ENTRY, READY), PATIENCE, arrivals)) {
            continue;
        }
        return arrivals;
    }

    /** Runs to the next arrival at the entry, which it adds; whether there is one. */
    private static boolean arrives(Machine machine, Set<String> places, GuestDuration limit,
            List<Arrival> arrivals) {
        Ending ending = machine.runToAny(places, limit);
        boolean here = ending instanceof Ending.Reached reached && reached.symbol().equals(ENTRY);
        if (here) {
            int cpu = ((Ending.Reached) ending).cpu();
            arrivals.add(new Arrival(cpu, machine.cpu(cpu).stackPointer(), machine.now()));
        } else if (!(ending instanceof Ending.NoProgress)
                && !(ending instanceof Ending.Flooded && beganAnew(machine))) {
            expectReached(machine, READY, ending);
        }
        return here;
    }
}
