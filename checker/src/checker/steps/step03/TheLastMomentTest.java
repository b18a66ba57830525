package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A CPU reports while the boot CPU gives it up: one of both is first, and counts. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
final class TheLastMomentTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(100);
    private static final int LONGEST_INSTRUCTION = 15;

    /** The boot CPU is held right behind the instruction that takes the slot back. */
    @OnEveryMachine(cpus = 3)
    @Hint(where = "How a CPU writes CPU_ONLINE.",
            wrong = "A CPU that was given up while it was in APMain reports all the same, and goes "
                    + "on.",
            fix = "Compare-and-exchange CPU_BOOTING for CPU_ONLINE; who finds something else "
                    + "halts, interrupts off.",
            hunk = "APMain")
    void whoIsGivenUpFirstDoesNotReport(Machine machine, Kernel kernel, Draw draw) {
        int late = draw.between(1, 2);
        SentFor sentFor = new SentFor(machine);
        holdInC(machine, sentFor, late);
        sentFor.releaseAllBut(late);
        int boot = machine.spec().bootCpu();
        if (!runToGivingUp(machine, kernel, late)) {
            expect("whether CPU " + late + " is given up", false).toBe(true);
        }
        machine.resume(late);
        machine.stopForGood(boot);
        machine.runToEnd(A_WHILE);
        expect("the state of a CPU that was given up and goes on then",
                state(machine, kernel, late)).toBe(Aps.OFFLINE);
        CpuState cpu = machine.cpu(late);
        String place = machine.symbols().describe(cpu.instructionPointer());
        expect("it is halted", cpu.halted()).given("at", place).toBe(true);
        expect("it takes interrupts", cpu.interruptsEnabled()).given("at", place).toBe(false);
    }

    /**
     * Three stop in C. Where the boot CPU takes back the slot of the first tells the address behind
     * the instruction that does so, the second the address of it, and when it comes there for the
     * third, that one reports. A kernel that has another instruction for each passes.
     */
    @OnEveryMachine(cpus = 4)
    @Hint(where = "How the boot CPU takes a slot back.",
            wrong = "A CPU has reported right before the boot CPU wrote CPU_OFFLINE into its slot, "
                    + "and runs on without anyone who knows of it.",
            fix = "Compare-and-exchange CPU_CALLED or CPU_BOOTING for CPU_OFFLINE; where that "
                    + "fails the CPU has come.",
            hunk = "GiveUpCPU")
    void whoReportsFirstIsOnline(Machine machine, Kernel kernel) {
        SentFor sentFor = new SentFor(machine);
        Set<Integer> others = Aps.expected(machine);
        others.forEach(cpu -> holdInC(machine, sentFor, cpu));
        int boot = machine.spec().bootCpu();
        machine.resume(boot);
        if (!isAtGivingUpTheLast(machine, kernel, others)) {
            return;
        }
        int last = others.stream().filter(cpu -> !state(machine, kernel, cpu).equals(Aps.OFFLINE))
                .findFirst().orElseThrow();
        machine.resume(last);
        machine.stopForGood(boot);
        machine.runToEnd(A_WHILE);
        String reported = state(machine, kernel, last);
        machine.resume(boot);
        expectToReach(machine, "KernelReady", BOOT);
        expect("the state of CPU " + last + " when the boot is complete",
                state(machine, kernel, last)).given("before it was given up", reported)
                .to("be as before, if that is " + Aps.ONLINE, found ->
                        !reported.equals(Aps.ONLINE) || found.equals(Aps.ONLINE));
    }

    /** Whether the boot CPU stands at the instruction that gives up the last of those. */
    private static boolean isAtGivingUpTheLast(Machine machine, Kernel kernel, Set<Integer> cpus) {
        int boot = machine.spec().bootCpu();
        int first = cpus.iterator().next();
        if (!runToGivingUp(machine, kernel, first)) {
            return false;
        }
        long behind = machine.cpu(boot).instructionPointer();
        Set<Long> before = LongStream.rangeClosed(1, LONGEST_INSTRUCTION)
                .mapToObj(bytes -> behind - bytes).collect(Collectors.toSet());
        if (!(machine.runToAnyOf(before, BOOT) instanceof Ending.Reached)) {
            return false;
        }
        long instruction = machine.cpu(boot).instructionPointer();
        for (long next = instruction; next < behind && next >= behind - LONGEST_INSTRUCTION;
                next = machine.cpu(boot).instructionPointer()) {
            instruction = next;
            machine.step(boot);
        }
        return count(machine, kernel, cpus) == 1
                && machine.runToAnyOf(Set.of(instruction), BOOT) instanceof Ending.Reached;
    }

    /** How many of them have not been given up. */
    private static long count(Machine machine, Kernel kernel, Set<Integer> cpus) {
        return cpus.stream().filter(cpu -> !state(machine, kernel, cpu).equals(Aps.OFFLINE))
                .count();
    }

    /** Lets one come to {@code APMain}, and no further. */
    private static void holdInC(Machine machine, SentFor sentFor, int cpu) {
        sentFor.release(cpu);
        expectToReach(machine, "APMain", BOOT);
        machine.resume(machine.spec().bootCpu());
        machine.stopForGood(cpu);
    }

    /** To behind the instruction by which the CPU's state becomes {@code CPU_OFFLINE}. */
    private static boolean runToGivingUp(Machine machine, Kernel kernel, int cpu) {
        long address = Aps.stateAddresses(machine, kernel).get((long) machine.apicIds().get(cpu));
        Ending ending;
        do {
            ending = machine.runToWriteAt(address, Integer.BYTES, BOOT);
        } while (ending instanceof Ending.Touched
                && !state(machine, kernel, cpu).equals(Aps.OFFLINE));
        return ending instanceof Ending.Touched;
    }

    private static String state(Machine machine, Kernel kernel, int cpu) {
        return Aps.states(machine, kernel).get((long) machine.apicIds().get(cpu));
    }
}
