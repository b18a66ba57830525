package checker.steps.step02;

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
import checker.machine.GuestDuration;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Topology;
import checker.steps.hands.EmulatedX2Apic;
import java.util.List;
import java.util.stream.Stream;

/** A CPU that offers x2APIC mode, under a hypervisor, is used in it: by MSRs alone. */
@Step(2)
@Criterion("Enable Local APIC on BSP (IA32_APIC_BASE_MSR | ENABLE, spurious vector set, LVT mask "
        + "default).")
@Hint(diagnosis = "not-taken", where = "CPUID leaf 1, ECX bits 21 and 31; bit 10 of "
                + "IA32_APIC_BASE.",
        wrong = "The CPU offers x2APIC mode and tells of a hypervisor, and stays in xAPIC mode.",
        fix = "Set bit 10 beside bit 11, read it back, and reach the registers by MSRs from 800H "
                + "on from then on.",
        hunk = "EnterX2APICMode")
@Hint(diagnosis = "by-memory", where = "Who still goes to the registers in memory.",
        wrong = "A register is read or written in memory in x2APIC mode, where there is nothing.",
        fix = "One table of functions for each mode; whoever reads or writes a register goes by "
                + "it, the end of an interrupt, too.",
        hunk = "X2APICAccess")
@Hint(diagnosis = "refused", where = "What is written to which MSR in x2APIC mode.",
        wrong = "An MSR is used that there is not, or written with what it does not take; a "
                + "processor raises #GP.",
        fix = "The command register is one of 64 bits, MSR 830H, with the destination as its "
                + "upper half; the end of an interrupt and the error status take nothing but 0.",
        hunk = "SendX2APICCommand")
@NotInApicModeHint
@Hint(where = "The MSRs of x2APIC mode.",
        wrong = "In x2APIC mode the Local APIC is not set up as in xAPIC mode, or interrupts do "
                + "not go on.",
        fix = "The MSR of a register is 800H + its offset / 16; the command register is one of 64 "
                + "bits.",
        hunk = "X2APICAccess")
final class X2ApicModeIsTakenTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(10);
    private static final int TICKS = 5;
    private static final List<String> MASKED = List.of("LVTT", "LVTPC", "LVTTHMR", "LVT0");

    /** A board with such CPUs, whose writes to controllers are traced. */
    static final class Offering implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("x2apic", EmulatedX2Apic.announced(
                    MachineSpec.of(architecture).with(Topology.of(2, 3, 1))
                            .bootedBy(draw.between(1, 5)).withArguments("maxcpus=1"))
                    .withApicTrace()));
        }
    }

    @OnEveryMachine(from = Offering.class)
    void whereTheCpuOffersIt(Machine machine, Kernel kernel) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        EmulatedX2Apic x2Apic = new EmulatedX2Apic(machine, kernel);
        x2Apic.runTo("ReplaceIRQController", BOOT);
        expect("whether x2APIC mode is on when the lines move", x2Apic.isOn())
                .diagnose("not-taken", on -> true).toBe(true);
        // So that the kernel has one to raise by hand, by the command register.
        Held.untilRequested(machine, kernel.address("ReplaceIRQController"), Wiring.TIMER,
                BOOT);
        x2Apic.runTo("KernelReady", BOOT);
        Mode.expectAPIC(machine, kernel);
        expectSetUp(machine.localApic(machine.spec().bootCpu()).orElseThrow());
        for (int tick = 0; tick < TICKS; tick++) {
            x2Apic.runTo("OnTick", BOOT);
        }
        expect("whether it still is after some ticks", x2Apic.isOn())
                .diagnose("not-taken", on -> true).toBe(true);
        expect("ends of interrupts by MSR 80BH", x2Apic.ends())
                .diagnose("by-memory", ends -> true)
                .to("be those of the ticks before", ends -> ends >= TICKS - 1);
        expect("writes to registers in memory, in x2APIC mode", x2Apic.writesInMemory())
                .diagnose("by-memory", found -> true).toBe(0L);
        expect("reads of registers in memory, in x2APIC mode", x2Apic.readsInMemory())
                .diagnose("by-memory", found -> true).toBe(0L);
        expect("MSRs that there are not, or that do not take what was written",
                List.copyOf(x2Apic.refused())).inHex()
                .diagnose("refused", found -> true).toBe(List.of());
    }

    private static void expectSetUp(LocalApic apic) {
        expect("the enable bit of the spurious-vector register", apic.softwareEnabled())
                .toBe(true);
        expect("the task priority", apic.taskPriority()).inHex().toBe(0);
        expect("the spurious vector", apic.spuriousVector()).inHex()
                .to("end in F", vector -> (vector & 0xf) == 0xf);
        expect("LINT1 (4 is NMI)", apic.localVectorTable().get("LVT1").deliveryMode()).toBe(4);
        expect("LINT1 is masked", apic.localVectorTable().get("LVT1").masked()).toBe(false);
        for (String source : MASKED) {
            expect(source + " is masked", apic.localVectorTable().get(source).masked())
                    .toBe(true);
        }
        expect("LVTERR is masked", apic.localVectorTable().get("LVTERR").masked()).toBe(false);
    }
}
