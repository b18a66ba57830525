package checker.steps.step00;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import checker.machine.Firmware;
import checker.machine.LocalApic;
import java.util.List;

/**
 * The application processors (APs) are left alone: the baseline is a single-core kernel, and with
 * {@code nosmp} every later one is.
 */
@Step(0)
@Criterion("Local APIC driver exists but stays mapped/disabled to avoid PIC conflict; "
        + "no SMP bring-up.")
@Hint(where = "Whatever writes to the interrupt command register (ICR) of the Local APIC.",
        wrong = "An application processor executes, or was told to.",
        fix = "Leave the other CPUs waiting for their STARTUP message: until step 3, and from then "
                + "on with nosmp.")
final class ProcessorsWaitTest {

    private static final int PAGING = 31; // CR0.PG
    private static final int DELIVERY_MODE_SHIFT = 8;
    private static final int INIT = 5;
    private static final int STARTUP = 6;

    @OnEveryMachine(firmware = {Firmware.SEABIOS, Firmware.QBOOT}, cpus = 4,
            arguments = "nosmp")
    void applicationProcessorsStandStillOutsideTheKernel(Boot boot) {
        List<CpuState> others = boot.hardware().cpus().subList(1, 4);

        for (CpuState cpu : others) {
            String name = "CPU " + cpu.index();
            expect(name + " is halted", cpu.halted()).toBe(true);
            expect(name + " has paging on", (cpu.register("CR0") >> PAGING & 1) != 0).toBe(false);
            expect(name + " is in the kernel's image",
                    boot.kernel().image().sectionAt(cpu.instructionPointer()).isPresent())
                    .given("instruction pointer", "0x" + Long.toHexString(cpu.instructionPointer()))
                    .toBe(false);
        }
    }

    @OnEveryMachine(cpus = 4, arguments = "nosmp") // under qboot, which sends none of its own
    void noInitAndNoStartupMessageWasSent(Boot boot) {
        LocalApic apic = boot.hardware().localApics().get(0);
        int mode = (int) (apic.interruptCommand() >> DELIVERY_MODE_SHIFT) & 7;

        expect("delivery mode of the boot CPU's last interprocessor interrupt", mode)
                .to("be neither INIT (5) nor STARTUP (6)", sent -> sent != INIT && sent != STARTUP);
    }
}
