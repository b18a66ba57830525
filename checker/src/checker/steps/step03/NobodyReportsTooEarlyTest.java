package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.steps.hands.Borrowed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A CPU is called online when there is nothing left to do for it. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
final class NobodyReportsTooEarlyTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration PATIENCE = GuestDuration.ofMilliseconds(500);

    /** With memory types of which the boot CPU has some that the firmware gave nobody else. */
    static final class WithMtrrs implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("3-cpus", MemoryTypes.machine(architecture, 3)));
        }
    }

    @OnEveryMachine(from = WithMtrrs.class)
    @Hint(where = "The order in which APMain does things.",
            wrong = "A CPU reports before it is ready: the boot CPU may go on and rely on it.",
            fix = "Report last, right before the idle loop.",
            hunk = "APMain")
    void eachHasAllWhenItReports(Machine machine, Kernel kernel, Draw draw) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Borrowed boot = new Borrowed(machine, machine.spec().bootCpu());
        Map<Integer, Long> expected = MemoryTypes.drawn(draw);
        expected.forEach(boot::writeMsr);
        int cpu = Aps.expected(machine).iterator().next();
        new SentFor(machine).release(cpu);
        expectToReach(machine, "APMain", BOOT);
        runToReport(machine, kernel, cpu);
        if (machine.spec().architecture() == Architecture.X86_64) {
            EveryCpuIsSetUpAlikeTest.SYSTEM_CALLS
                    .forEach(register -> expected.put(register, boot.readMsr(register)));
        }
        expectRegisters(machine, cpu, expected);
        LocalApic own = machine.localApic(machine.spec().bootCpu()).orElseThrow();
        LocalApic reporting = machine.localApic(cpu).orElseThrow();
        expect("its Local APIC is enabled", reporting.softwareEnabled()).toBe(true);
        expect("its local vector table", EveryCpuIsSetUpAlikeTest.inWords(reporting))
                .toBe(EveryCpuIsSetUpAlikeTest.inWords(own));
    }

    private static void runToReport(Machine machine, Kernel kernel, int cpu) {
        long address = Aps.stateAddresses(machine, kernel)
                .get((long) machine.apicIds().get(cpu));
        Ending ending;
        do {
            ending = machine.runToWriteAt(address, Integer.BYTES, PATIENCE);
            expect("whether CPU " + cpu + " reports", ending instanceof Ending.Touched
                    || Aps.states(machine, kernel).containsValue(Aps.ONLINE)).toBe(true);
        } while (ending instanceof Ending.Touched && GuestMemory.number(
                machine.memory().read(address, Integer.BYTES)) != Aps.value(kernel, Aps.ONLINE));
    }

    private static void expectRegisters(Machine machine, int cpu, Map<Integer, Long> expected) {
        CpuState own = machine.cpus().get(machine.spec().bootCpu());
        CpuState reporting = machine.cpus().get(cpu);
        for (String register : List.of("CR0", "CR3", "CR4", "IDT.limit", "GDT.limit",
                "TR.selector")) {
            expect(register + " of a CPU that reports online", reporting.register(register))
                    .inHex().toBe(own.register(register));
        }
        Borrowed borrowed = new Borrowed(machine, cpu);
        expected.forEach((register, value) -> expect("MSR " + Integer.toHexString(register)
                + "H of a CPU that reports online", borrowed.readMsr(register)).inHex()
                .toBe(value));
    }
}
