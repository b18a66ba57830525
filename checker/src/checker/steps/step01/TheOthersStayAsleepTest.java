package checker.steps.step01;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Knowing the other processors is not waking them: while they are counted none of them runs. */
@Step(1)
@Criterion("CPU Discovery and Boot Policy")
@Hint(where = "Look for writes to the interrupt command register of the Local APIC.",
        wrong = "Another processor than the boot processor was sent a message, or executes.",
        fix = "Starting processors is step 3; step 1 only records them.",
        hunk = "DiscoverCPUs")
class TheOthersStayAsleepTest {

    private static final GuestDuration LIMIT = GuestDuration.ofSeconds(1);

    /** Long enough for a processor that was started to be seen, whenever it gets its turn. */
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(500);

    /** Any number of others: it takes one to see whether they are called. */
    static final class AFew implements MachineMatrix {

        private static final int MOST = 8;

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            IntStream counts = thorough ? IntStream.rangeClosed(2, MOST)
                    : IntStream.of(draw.between(2, MOST));
            return counts.mapToObj(count -> NamedSpec.of(count + "-cpus",
                    MachineSpec.of(architecture).withCpus(count)));
        }
    }

    @OnEveryMachine(from = AFew.class)
    void noOtherCpuMovesUntilTheTableIsComplete(Machine machine) {
        expectToReach(machine, "KernelMain", LIMIT);
        List<String> atEntry = othersOf(machine);
        expectToReach(machine, "DiscoverCPUs", LIMIT);
        Ending ending = machine.runToAnyOf(Set.of(machine.returnAddress()), LIMIT);
        expectReached(machine, "the end of DiscoverCPUs", ending);
        machine.stopForGood(machine.spec().bootCpu()); // later steps go on to wake them
        machine.runToEnd(A_WHILE);

        expect("where the other CPUs are", othersOf(machine))
                .given("at the kernel's entry", atEntry)
                .toBe(atEntry);
    }

    private static List<String> othersOf(Machine machine) {
        return machine.cpus().stream()
                .filter(cpu -> machine.applicationCpus().contains(cpu.index()))
                .map(TheOthersStayAsleepTest::place).toList();
    }

    private static String place(CpuState cpu) {
        return "CPU " + cpu.index() + (cpu.halted() ? " halted at " : " running at ")
                + Long.toHexString(cpu.register("CS.selector")) + ":"
                + Long.toHexString(cpu.instructionPointer());
    }
}
