package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import java.util.List;

/** A CPU is called online when there is nothing left to do for it. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
final class NobodyReportsTooEarlyTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration PATIENCE = GuestDuration.ofMilliseconds(500);

    @OnEveryMachine(cpus = 3)
    @Hint(where = "The order in which APMain does things.",
            wrong = "A CPU reports before it is ready: the boot CPU may go on and rely on it.",
            fix = "Report last, right before the idle loop.",
            hunk = "APMain")
    void eachHasAllWhenItReports(Machine machine, Kernel kernel) {
        int cpu = Aps.expected(machine).iterator().next();
        new SentFor(machine).release(cpu);
        expectToReach(machine, "APMain", BOOT);
        long address = Aps.stateAddresses(machine, kernel)
                .get((long) machine.apicIds().get(cpu));
        Ending ending;
        do {
            ending = machine.runToWriteAt(address, Integer.BYTES, PATIENCE);
            expect("whether CPU " + cpu + " reports", ending instanceof Ending.Touched
                    || Aps.states(machine, kernel).containsValue(Aps.ONLINE)).toBe(true);
        } while (ending instanceof Ending.Touched && GuestMemory.number(
                machine.memory().read(address, Integer.BYTES)) != Aps.value(kernel, Aps.ONLINE));

        CpuState own = machine.cpus().get(machine.spec().bootCpu());
        CpuState reporting = machine.cpus().get(cpu);
        for (String register : List.of("CR0", "CR3", "CR4", "IDT.limit", "GDT.limit",
                "TR.selector")) {
            expect(register + " of a CPU that reports online", reporting.register(register))
                    .inHex().toBe(own.register(register));
        }
        expect("its Local APIC is enabled", machine.localApic(cpu).orElseThrow()
                .softwareEnabled()).toBe(true);
    }
}
