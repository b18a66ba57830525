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
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.steps.hands.EmulatedX2Apic;
import checker.steps.hands.Messages;
import java.util.List;
import java.util.stream.Stream;

/** Where the boot CPU is in x2APIC mode, so is each CPU that it has sent for. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
@Hint(diagnosis = "not-taken", where = "Bit 10 of IA32_APIC_BASE, on each CPU.",
        wrong = "The boot CPU is in x2APIC mode and another one is not: to its MSRs a processor "
                + "answers with #GP.",
        fix = "Each CPU sets the bit for itself, before it touches a register of its Local APIC.",
        hunk = "EnterX2APICMode")
@Hint(diagnosis = "by-memory", where = "Who still writes to the registers in memory.",
        wrong = "A CPU in x2APIC mode writes to a register in memory, where there is nothing.",
        fix = "Go by the table of functions for the mode, as on the boot CPU.",
        hunk = "X2APICAccess")
@Hint(diagnosis = "never-started", where = "The command register in x2APIC mode.",
        wrong = "In x2APIC mode the start-up message comes to nobody.",
        fix = "One WRMSR of 64 bits to MSR 830H: its upper half is the destination, all of it.",
        hunk = "APMain")
@Hint(where = "What APMain does with the Local APIC.",
        wrong = "In x2APIC mode a CPU is not set up as in xAPIC mode.",
        fix = "The MSR of a register is 800H + its offset / 16; all else is as in xAPIC mode.",
        hunk = "X2APICAccess")
final class X2ApicModeOfTheOthersTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    /** Two of its accesses to MSRs, or the last one and its idle loop: 200,000 instructions. */
    private static final GuestDuration BETWEEN = GuestDuration.ofMilliseconds(50);
    private static final long RESET_VECTOR = 0xfff0;

    /** A board with such CPUs, whose writes to controllers are traced. */
    static final class Offering implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("x2apic", EmulatedX2Apic.announced(
                    MachineSpec.of(architecture).withCpus(2)).withApicTrace()));
        }
    }

    @OnEveryMachine(from = Offering.class)
    void whereTheBootCpuIsInIt(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        EmulatedX2Apic boot = new EmulatedX2Apic(machine, kernel);
        expect("whether a start-up message is sent",
                boot.runToMessage(Messages.START_UP, BOOT)).toBe(true);
        LocalApic own = apic(machine, machine.spec().bootCpu());

        int cpu = machine.applicationCpus().iterator().next();
        EmulatedX2Apic other = new EmulatedX2Apic(machine, kernel, cpu);
        Ending ending = other.runToEnd(BETWEEN);
        CpuState waiting = machine.cpu(cpu);
        expect("what comes of CPU " + cpu, ending.describe())
                .given("at", machine.symbols().describe(waiting.instructionPointer()))
                .diagnose("never-started", found -> waiting.instructionPointer() == RESET_VECTOR)
                .to("wait for interrupts, halted", found -> ending instanceof Ending.NoProgress
                        && waiting.halted() && waiting.interruptsEnabled());
        expect("whether its Local APIC is in x2APIC mode", other.isOn())
                .given("whether the boot CPU's is", boot.isOn())
                .diagnose("not-taken", on -> true).toBe(boot.isOn());
        expect("its writes to registers in memory, in x2APIC mode", other.writesInMemory())
                .diagnose("by-memory", found -> true).toBe(0L);
        expect("its reads of registers in memory, in x2APIC mode", other.readsInMemory())
                .diagnose("by-memory", found -> true).toBe(0L);
        expect("MSRs that there are not, or that do not take what was written",
                List.copyOf(other.refused())).inHex()
                .toBe(List.of());
        LocalApic apic = apic(machine, cpu);
        expect("its enable bit", apic.softwareEnabled()).toBe(true);
        expect("its task priority", apic.taskPriority()).inHex().toBe(0);
        expect("its spurious vector", apic.spuriousVector()).inHex().toBe(own.spuriousVector());
        expect("the sources that are open", open(apic)).toBe(open(own));
    }

    private static List<String> open(LocalApic apic) {
        return apic.localVectorTable().entrySet().stream()
                .filter(source -> !source.getValue().masked())
                .map(source -> source.getKey() + " " + source.getValue().vector()).sorted()
                .toList();
    }

    private static LocalApic apic(Machine machine, int cpu) {
        return machine.localApic(cpu).orElseThrow();
    }
}
