package checker.steps.step01;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.CpuState;
import java.util.List;

/** Knowing the other processors is not waking them: at the end of this step none has run. */
@Step(1)
@Criterion("CPU Discovery and Boot Policy")
@Hint(where = "Look for writes to the interrupt command register of the Local APIC.",
        wrong = "Another processor than the boot processor executes code of this kernel.",
        fix = "Starting processors is step 3; step 1 only records them.",
        hunk = "DiscoverCPUs")
class TheOthersStayAsleepTest {

    private static final long FIRST_MIB = 0x100000;

    @OnEveryMachine(cpus = {2, 8})
    void noOtherCpuLeavesTheFirmware(Boot boot) {
        List<Integer> awake = boot.hardware().cpus().stream()
                .filter(cpu -> cpu.index() > 0)
                .filter(cpu -> !cpu.halted() || inKernel(cpu))
                .map(CpuState::index).toList();
        expect("the CPUs awake besides the boot CPU", awake).toBe(List.of());
    }

    /** Halted, but where only the kernel could have taken it. */
    private static boolean inKernel(CpuState cpu) {
        return cpu.mode() != CpuState.Mode.REAL && cpu.instructionPointer() > FIRST_MIB;
    }
}
