package checker.steps.step04;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.Draw;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import checker.report.Cause;
import java.util.stream.Stream;

/** What a program loads into GS is kept for it, and does not lead to the kernel's data. */
@Step(4)
@Criterion("Provide per-CPU storage accessors/macros (CurrentCPU(), PerCPUGet/Set) using GS base "
        + "on x86-64 and segment-bases or per-CPU array indexed by APIC ID on x86-32.")
@Hint(diagnosis = "ItIsKeptInCalls", where = "What LeaveInterrupt puts into GS.",
        wrong = "A program's GS is not what it was when it comes back from the kernel.",
        fix = "x86-32: save it at the entry and pop it last. x86-64: SWAPGS leaves the selector "
                + "alone; so should everything else.",
        hunk = "LeaveInterrupt")
@Hint(diagnosis = "ItIsKeptWhileOthersRun", where = "SwitchContext, and what it saves.",
        wrong = "A program finds the GS of another.",
        fix = "Keep the selector for each thread; on x86-32 it is in the frame on its stack.",
        hunk = "SwitchContext")
@Hint(diagnosis = "ANewProgramHasNone", where = "EnterUserMode.",
        wrong = "A new program begins with a GS that it has not loaded.",
        fix = "Load none, while the user's base is in GS.",
        hunk = "EnterUserMode")
@Hint(diagnosis = "OthersCannotBeLoaded", where = "The privilege level of the new descriptor.",
        wrong = "A program may load the segment of the kernel's per-CPU data.",
        fix = "A descriptor privilege level of 0.",
        hunk = "CPU_SELECTOR")
@Hint(diagnosis = "NothingOfTheKernelsIsSeenThroughIt", where = "GS of a program.",
        wrong = "What a program reads through GS is not its own memory.",
        fix = "Give GS back before user mode.",
        hunk = "LeaveInterrupt")
@Hint(diagnosis = "ItsBaseCannotBeWritten", where = "CR4.FSGSBASE.",
        wrong = "A program may write the base of GS to an address of the kernel.",
        fix = "Leave CR4.FSGSBASE off.")
@Hint(causes = {Cause.RESET, Cause.EXCEPTION, Cause.PANIC, Cause.NO_PROGRESS},
        where = "The ways into the kernel, of programs that have something in GS.",
        wrong = "A program brings the kernel down by what it has in GS.",
        fix = "Never use GS at an entry before it is the kernel's.",
        hunk = "EnterInterrupt")
@Hint(where = "The ways into the kernel, of programs that have something in GS.",
        wrong = "What a program has in GS makes a difference to the kernel.",
        fix = "Never use GS at an entry before it is the kernel's.",
        hunk = "EnterInterrupt")
final class ProgramsHaveTheirOwnGsTest {

    /** Of QEMU's own CPU, and of one that has all that QEMU can give it. */
    static final class Models implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            MachineSpec two = MachineSpec.of(architecture).withCpus(2);
            return Stream.of(NamedSpec.of("cpu-max", two.withCpuModel("max")),
                    NamedSpec.of("nosmp", two.withArguments("nosmp")));
        }
    }

    @OnEveryMachine(from = Models.class)
    void andTheKernelHasItsOwn(GuestPrograms guests) {
        guests.run("segments").expectAllPassed();
    }
}
