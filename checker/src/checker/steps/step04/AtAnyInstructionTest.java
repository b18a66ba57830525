package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import checker.report.Cause;
import checker.steps.step04.Intrusion.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * On the way from user mode into the kernel and back GS is right at each instruction, and an NMI or
 * another exception that comes there finds the CPU's entry and changes nothing.
 */
@Step(4)
@Criterion("Provide per-CPU storage accessors/macros (CurrentCPU(), PerCPUGet/Set) using GS base "
        + "on x86-64 and segment-bases or per-CPU array indexed by APIC ID on x86-32.")
@Hint(diagnosis = "not-entered", where = "The first instructions of that way into the kernel.",
        wrong = "C code of the kernel runs with the user's GS.",
        fix = "x86-64: SWAPGS, when the CPU comes from user mode, before anything else. x86-32: "
                + "load the selector of the per-CPU segment at each entry.",
        hunk = "EnterInterrupt")
@Hint(diagnosis = "left-in-user-mode", where = "The last instructions of the way back.",
        wrong = "A program runs with the kernel's GS: what is next swapped in is its own.",
        fix = "x86-64: SWAPGS right before SYSRET and IRET to user mode. x86-32: pop the user's "
                + "selector.",
        hunk = "LeaveInterrupt")
@Hint(diagnosis = "lost", where = "Whatever writes GS or its two bases.",
        wrong = "Neither base has the CPU's entry any more: loading a selector into GS in the "
                + "kernel sets the base to that of a descriptor.",
        fix = "Load a user's selector while the user's base is swapped in, with interrupts off, "
                + "or not at all.",
        hunk = "SwitchContext")
@Hint(diagnosis = "inside", where = "The way of that exception to its handler.",
        wrong = "The handler of an NMI, #DB or #MC that came between entry and SWAPGS runs with "
                + "the user's GS, or that of one that came in the kernel with GS swapped once too "
                + "often: CS does not tell which base is in GS there.",
        fix = "Decide by IA32_GS_BASE: an address of the kernel is the kernel's. Remember what "
                + "was done, and undo just that before IRET.",
        hunk = "EnterAnywhere")
@Hint(diagnosis = "brought-down", where = "The way of that exception, and its stack.",
        wrong = "An NMI, #DB or #MC at this instruction brings the kernel down: it runs on a stack "
                + "pointer or a GS that is the user's.",
        fix = "A stack of its own (IST) on x86-64; and decide by IA32_GS_BASE whether to swap, "
                + "not by CS, nor by a list of places.",
        hunk = "EnterAnywhere")
@Hint(diagnosis = "interrupts-on", where = "The flags with which the kernel is entered.",
        wrong = "An interrupt may come while the kernel runs with the user's GS and stack: it "
                + "takes both for the kernel's.",
        fix = "Interrupts are off from the entry until GS has changed: SFMASK has IF, and gates "
                + "are interrupt gates.",
        hunk = "SystemCallEntry")
@Hint(diagnosis = "own-stack", where = "The exception's gate, and the stacks of the TSS.",
        wrong = "It comes on the stack that is in use: at the first instruction of a system call "
                + "that is the user's, who may have left anything in his stack pointer.",
        fix = "An IST number in its gate, and a stack there for each CPU.",
        hunk = "DEBUG_STACK")
@Hint(diagnosis = "changed", where = "The way back from that exception.",
        wrong = "It leaves a register other than it found it: GS swapped once too often or once "
                + "too little, or a scratch register that is not restored.",
        fix = "Remember at the entry whether GS was swapped, and undo just that, by no register "
                + "that the interrupted code may be using.",
        hunk = "EnterAnywhere")
@Hint(diagnosis = "not-handled", where = "Who asks the handlers of exceptions.",
        wrong = "A registered handler is not called once for each NMI, #DB or #MC in the kernel.",
        fix = "Call it, and go on when it says that the exception was dealt with.",
        hunk = "HandleInterrupt")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC, Cause.NO_PROGRESS},
        where = "The way into the kernel and back.",
        wrong = "The kernel does not survive a program that makes calls and faults.",
        fix = "Look at where GS is swapped, and how often, on this way.",
        hunk = "LeaveInterrupt")
final class AtAnyInstructionTest {

    private static final GuestDuration TICK = GuestDuration.ofSeconds(3);
    private static final int FIRST_LINE = 0x20;
    private static final int LAST_LINE = 0xff;
    private static final int MOST_STEPS = 1000;
    private static final Crossing.Moments UNDISTURBED = (stand, inAssembly, first) -> Set.of();
    /** C is passed through at once: an NMI comes at the beginning and end of each part of it. */
    private static final Crossing.Moments AT_EACH_PART = (stand, inAssembly, first) ->
            inAssembly || stand.privilege() != 0 || !stand.interruptsEnabled()
                    ? Set.of(Kind.NMI) : Set.of();

    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofASystemCall(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        cross(crossings, crossings.runTo("AtCall"), "AfterCall",
                withDebugFirst(withMachineChecks(AT_EACH_PART)));
    }

    @OnEveryMachine(from = Boards.WithOthersLeftOut.class)
    void ofAPageFault(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        fault(crossings, withMachineChecks(AT_EACH_PART));
    }

    /** With nosmp no NMI comes, as LINT1 is masked; a machine check does. */
    @OnEveryMachine(from = Boards.Alone.class)
    void ofACallAndAFaultWithoutOthers(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Crossing.Moments machineChecks = withMachineChecks(UNDISTURBED);
        cross(crossings, crossings.runTo("AtCall"), "AfterCall", machineChecks);
        fault(crossings, machineChecks);
    }

    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofAnInterrupt(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runTo("AtTick");
        Gates.Interrupted interrupted = runToInterrupt(crossings, walk, true);
        new Crossing(crossings, walk, AT_EACH_PART).goTo(interrupted.instruction());
    }

    /** While the program sleeps: GS is the kernel's from the first instruction on. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofAnInterruptOfTheKernel(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runTo("AtSleep");
        stepIntoTheKernel(walk);
        Gates.Interrupted interrupted = runToInterrupt(crossings, walk, false);
        new Crossing(crossings, walk, AT_EACH_PART).goTo(interrupted);
    }

    /** As when the kernel forgets, in an exception, what it is to undo at the end of another. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofAnExceptionWithinAnother(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runTo("AtCall");
        walk.step();
        Stand first = walk.look();
        expect("the privilege level behind a system call's instruction", first.privilege())
                .toBe(0);
        Intrusion intrusion = new Intrusion(crossings, walk, crossings.entries().boot());
        int others = intrusion.comeWith(Kind.NMI, Kind.MACHINE_CHECK, first)
                + intrusion.comeWith(Kind.MACHINE_CHECK, Kind.NMI, first)
                + intrusion.comeWith(Kind.DEBUG, Kind.NMI, first);
        expect("exceptions that came within another", others)
                .to("be some", count -> count > 0);
        new Crossing(crossings, walk, UNDISTURBED).goTo(crossings.place("AfterCall"));
    }

    /** To a process that has something else in GS. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofASwitchToAnotherProcess(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        crossings.runTo("AtSwitch"); // of one process, which waits there for the other one
        cross(crossings, crossings.runTo("AtSwitch"), "AfterSwitch",
                inTheKernel(withMachineChecks(AT_EACH_PART)));
    }

    /** From where the kernel leaves for the first instruction of a process. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    @Hint(diagnosis = "lost", where = "EnterUserMode.",
            wrong = "Loading GS for a new program sets the base of the kernel's GS.",
            fix = "SWAPGS before and after, with interrupts off. To write the base back comes too "
                    + "late: an NMI before that finds the kernel's base in neither register.",
            hunk = "EnterUserMode")
    void ofTheFirstEntryOfAProcess(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runInKernelTo("EnterUserMode"); // of the first process of all
        new Crossing(crossings, walk, UNDISTURBED).goToUserMode();
        crossings.runTo("AfterSwitch");
        walk = crossings.runInKernelTo("EnterUserMode");
        new Crossing(crossings, walk, inTheKernel(AT_EACH_PART)).goToUserMode();
    }

    /** The process ends of it: the way back is another's. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofAnExceptionThatEndsTheProgram(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runTo("AtInvalid");
        new Crossing(crossings, walk, AT_EACH_PART).goToUserMode();
    }

    /** It has stepped itself, and is at the end of it. */
    @OnEveryMachine(from = Boards.WithOneOther.class)
    void ofADebugExceptionOfAProgram(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Walk walk = crossings.runTo("AtDebug");
        new Crossing(crossings, walk, inTheKernel(AT_EACH_PART)).goToUserMode();
    }

    /** No interrupt comes to a step: else one would come at each, as the clock runs on. */
    private static void stepIntoTheKernel(Walk walk) {
        int steps = 0;
        while (walk.look().privilege() != 0) {
            expect("instructions of the program to its next system call", steps++)
                    .to("be less than " + MOST_STEPS, found -> found < MOST_STEPS);
            walk.step();
        }
    }

    /** To the first instruction of the kernel; of an interrupt that came in user mode, or not. */
    private static Gates.Interrupted runToInterrupt(Crossings crossings, Walk walk,
            boolean fromUser) {
        Machine machine = crossings.machine();
        Set<Long> gates = Set.copyOf(Gates.entries(machine, FIRST_LINE, LAST_LINE));
        Ending ending = walk.run(gates, TICK);
        while (ending instanceof Ending.Reached
                && Gates.cameFromUser(machine, walk) != fromUser) {
            ending = walk.run(gates, TICK);
        }
        expectReached(machine, "the gate of an interrupt", ending);
        return Gates.interrupted(machine, walk);
    }

    private static void cross(Crossings crossings, Walk walk, String end,
            Crossing.Moments moments) {
        Crossing crossing = new Crossing(crossings, walk, moments);
        crossing.goTo(crossings.place(end));
        expectIntrusions(crossing);
    }

    private static void fault(Crossings crossings, Crossing.Moments moments) {
        Crossing crossing = new Crossing(crossings, crossings.runTo("AtFault"), moments);
        crossing.goTo(crossings.place("AfterFault"));
        expectIntrusions(crossing);
    }

    private static void expectIntrusions(Crossing crossing) {
        expect("exceptions that came", crossing.intrusions()).to("be some", count -> count > 0);
    }

    /** In user mode a tick may come as well, and the other process pass the same place. */
    private static Crossing.Moments inTheKernel(Crossing.Moments moments) {
        return (stand, inAssembly, first) -> stand.privilege() == 0
                ? moments.at(stand, inAssembly, first) : Set.of();
    }

    private static Crossing.Moments withMachineChecks(Crossing.Moments moments) {
        return (stand, inAssembly, first) -> added(Kind.MACHINE_CHECK,
                inAssembly || stand.privilege() != 0, moments.at(stand, inAssembly, first));
    }

    /** At a call's first instruction in the kernel a #DB of the program may come as well. */
    private static Crossing.Moments withDebugFirst(Crossing.Moments moments) {
        return (stand, inAssembly, first) ->
                added(Kind.DEBUG, first, moments.at(stand, inAssembly, first));
    }

    private static Set<Kind> added(Kind kind, boolean comes, Set<Kind> others) {
        Set<Kind> all = EnumSet.noneOf(Kind.class);
        all.addAll(others);
        if (comes) {
            all.add(kind);
        }
        return all;
    }
}
