package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Probing;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.GuestDuration;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.steps.hands.Messages;
import java.util.List;

/** A CPU without work rests, and can be woken. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
@Hint(diagnosis = "awake", where = "The loop at the end of APMain.",
        wrong = "A CPU without work executes for ever.",
        fix = "STI and HLT, one right behind the other, in a loop.",
        hunk = "APMain")
@Hint(diagnosis = "deaf", where = "The loop at the end of APMain.",
        wrong = "A CPU is halted with interrupts off: nothing but an NMI can wake it.",
        fix = "STI and HLT, one right behind the other, in a loop: after each interrupt, again.",
        hunk = "APMain")
@Hint(diagnosis = "not-ended", where = "HandleOnAP.",
        wrong = "An interrupt that comes to another CPU stays in service there, or is not taken: "
                + "it holds back all of its priority and below.",
        fix = "End what the Local APIC of that CPU has in service.",
        hunk = "HandleOnAP")
@Hint(diagnosis = "elsewhere", where = "Where the CPU stands.",
        wrong = "It is not in the kernel's text, in ring 0.",
        fix = "Let it come to the idle loop by the way through APMain.",
        hunk = "APMain")
final class TheyWaitForInterruptsTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration A_WHILE = GuestDuration.ofMilliseconds(300);
    private static final int MOST_INSTRUCTIONS = 20_000;
    /** A look at an IDT takes as long as some steps. */
    private static final int SELDOM = 16;
    private static final String LIMIT = "IDT.limit";

    @OnEveryMachine(from = Boards.class)
    void eachIsHaltedWithInterruptsOn(Boot boot) {
        for (CpuState cpu : boot.hardware().cpus()) {
            if (Aps.expected(boot).contains(cpu.index())) {
                expectIdle(boot.kernel(), cpu);
            }
        }
    }

    @OnEveryMachine(from = Boards.AFew.class)
    void eachWaitsAgain(Machine machine, Kernel kernel, Draw draw) {
        expectToReach(machine, "KernelReady", BOOT);
        int vector = draw.between(0xc0, 0xdf); // nobody's
        for (int cpu : Aps.expected(machine)) {
            Messages.send(machine, machine.apicIds().get(cpu), vector);
        }
        machine.runToEnd(A_WHILE);
        for (int cpu : Aps.expected(machine)) {
            expectIdle(kernel, machine.cpus().get(cpu));
            LocalApic apic = machine.localApic(cpu).orElseThrow();
            expect("vectors in service of CPU " + cpu, List.copyOf(apic.inService()))
                    .given("sent", vector).diagnose("not-ended", vectors -> true).toBe(List.of());
            expect("vectors pending at CPU " + cpu, List.copyOf(apic.requested()))
                    .given("sent", vector).diagnose("not-ended", vectors -> true).toBe(List.of());
        }
    }

    @OnEveryMachine(cpus = 3)
    @Hint(where = "HandleInterrupt, on a CPU that is not the boot CPU.",
            wrong = "An interrupt that comes to another CPU does what is the boot CPU's: it counts "
                    + "a tick, changes what tells whether the boot CPU is in a handler, or lets "
                    + "the scheduler run where there are no tasks.",
            fix = "End it there, and do nothing else; only the Local APIC's own are dealt with.",
            hunk = "HandleOnAP")
    void interruptsThereAreNotTheBootCpus(Probing probing) {
        probing.runAll().expectAllPassed();
    }

    /** One is followed from its entry in C until it has a table, or interrupts are on. */
    @OnEveryMachine(cpus = 2)
    @Hint(where = "What APMain has done when it executes STI, or the like, for the first time.",
            wrong = "A CPU takes interrupts before it has an IDT: the first that comes finds what "
                    + "an INIT or the stub left there, and resets the machine.",
            fix = "LIDT first; interrupts on last, where the CPU waits for them.",
            hunk = "APMain")
    void noneComesBeforeItsTable(Machine machine) {
        int cpu = Aps.expected(machine).iterator().next();
        new SentFor(machine).release(cpu);
        expectToReach(machine, "APMain", BOOT);
        long limit = machine.cpu(machine.spec().bootCpu()).register(LIMIT);
        Walk walk = machine.walk(cpu);
        int count = 0;
        while (!walk.look().interruptsEnabled()
                && (count % SELDOM != 0 || machine.cpu(cpu).register(LIMIT) != limit)) {
            expect("instructions from APMain to an IDT or to interrupts", count++)
                    .to("be less than " + MOST_INSTRUCTIONS, found -> found < MOST_INSTRUCTIONS);
            walk.step();
        }
        CpuState taking = machine.cpu(cpu);
        expect("the IDT's limit of a CPU that takes interrupts", taking.register(LIMIT)).inHex()
                .given("at", machine.symbols().describe(taking.instructionPointer()))
                .toBe(limit);
    }

    private static void expectIdle(Kernel kernel, CpuState cpu) {
        String name = "CPU " + cpu.index();
        String place = "0x" + Long.toHexString(cpu.instructionPointer());
        expect(name + " is halted", cpu.halted()).given("at", place)
                .diagnose("awake", halted -> true).toBe(true);
        expect(name + " takes interrupts", cpu.interruptsEnabled()).given("at", place)
                .diagnose("deaf", enabled -> true).toBe(true);
        expect(name + " is in the kernel's image, in ring 0", cpu.privilege() == 0
                && kernel.image().sectionAt(cpu.instructionPointer()).isPresent())
                .given("at", place).diagnose("elsewhere", there -> true).toBe(true);
    }
}
