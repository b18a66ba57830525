package checker.steps.step04;

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
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.steps.step04.Entries.Entry;
import java.util.stream.Stream;

/** When the kernel has come to its end, its table still tells who is online. */
@Step(4)
@Criterion("Keep a global CPU table and bitmap of online CPUs")
final class EntriesAtTheEndTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);

    /** Which end after the boot; the boot CPU is not the first of the table. */
    static final class Ends implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("exit-halt",
                    Boards.bootLast(architecture, 3, draw).withArguments("exit=halt")));
        }
    }

    @OnEveryMachine(from = Ends.class)
    @Hint(where = "What is written when the others are stopped.",
            wrong = "The other CPUs are stopped, and the table calls one of them online.",
            fix = "Take its bit from OnlineCPUs, atomically, and write CPU_OFFLINE to Status, when "
                    + "the INIT that stops it is sent.",
            hunk = "StopOtherCPUs")
    void tellThatTheOthersAreStopped(Machine machine, Kernel kernel) {
        expectToReach(machine, "KernelReady", BOOT);
        Ending ending = machine.runToEnd(BOOT);
        expect("what comes of a kernel with exit=halt", ending.describe())
                .to("be that it halts", found -> ending instanceof Ending.NoProgress);
        Entries entries = Entries.of(machine, kernel);
        expect("OnlineCPUs", entries.online()).inHex()
                .given("the boot CPU's bit", entries.bootIndex())
                .toBe(1L << entries.bootIndex());
        for (Entry entry : entries.list()) {
            if (entry.index() != entries.bootIndex()) {
                expect("Status of CPUTable[" + entry.index() + "]", entry.field("Status"))
                        .toBe(kernel.offsets(Entries.LAYOUT).constant("CPU_OFFLINE"));
            }
        }
    }
}
