package checker.steps.step00;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;
import static checker.junit.Expectation.wrong;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.oracle.KernelLog;
import checker.oracle.LogRecord;
import checker.report.Fact;
import java.util.List;
import java.util.Locale;

/** An exception ends in a dump that says truly what happened and where. */
@Step(0)
@Criterion("A readable dump for every exception: registers, symbolised backtrace.")
@Hint(where = "The dump: PanicOnException, LogDump and the backtrace.",
        wrong = "The dump does not show what the CPU itself knows.",
        fix = "Take address and registers from the trap frame that the entry stub pushed.",
        hunk = "PanicOnException")
final class ExceptionTest {

    private static final GuestDuration BOOT = GuestDuration.ofSeconds(30);
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(2);
    private static final byte[] UD2 = {0x0f, 0x0b}; // Intel SDM volume 2, UD: invalid opcode

    @OnEveryMachine
    void theDumpNamesTheExceptionAndItsPlace(Machine machine, Kernel kernel) {
        long idle = kernel.address("KernelIdle");
        expectToReach(machine, "KernelIdle", BOOT);
        machine.memory().write(idle, UD2); // the idle task's next instruction is none

        Ending ending = machine.runToEnd(PATIENCE);
        if (!(ending instanceof Ending.Panicked)) {
            throw wrong("an invalid instruction did not end in a panic",
                    Fact.of("expected", "Panic"), Fact.of("found", ending.describe()));
        }
        machine.runToEnd(PATIENCE);
        List<String> said = KernelLog.parse(machine.serial()).of(LogRecord.Level.PANIC).stream()
                .map(LogRecord::toString).toList();

        String address = String.format(Locale.ROOT, "0x%x", idle);
        expect("the dump", String.join("\n", said)).asPrinted()
                .to("name the exception, #UD", dump -> dump.contains("#UD"));
        expect("the dump", String.join("\n", said)).asPrinted()
                .to("name the place, " + address + " (KernelIdle+0x0)",
                        dump -> dump.contains(address) && dump.contains("KernelIdle"));
        expect("the dump", String.join("\n", said)).asPrinted()
                .to("show CR3, " + register(machine, "CR3"),
                        dump -> dump.contains(register(machine, "CR3")));
    }

    private static String register(Machine machine, String name) {
        return String.format(Locale.ROOT, "%08x", machine.cpus().get(0).register(name));
    }
}
