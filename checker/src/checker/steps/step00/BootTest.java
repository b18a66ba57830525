package checker.steps.step00;

import static checker.junit.Expectation.expect;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.Chipset;
import checker.machine.CpuState;
import checker.machine.Firmware;
import checker.oracle.LogRecord;
import java.util.List;

/** The baseline comes up on every board, under every firmware, with one CPU and with several. */
@Step(0)
@Criterion("A small but complete single-core kernel, on x86-32 and x86-64.")
@Hint(where = "The errors in the log, from the first on.",
        wrong = "The kernel comes up but reports that something on the way failed.",
        fix = "Search the sources for the words of the first error and read upwards from there.")
final class BootTest {

    @OnEveryMachine(chipsets = {Chipset.PC, Chipset.Q35},
            firmware = {Firmware.SEABIOS, Firmware.QBOOT}, cpus = {1, 4})
    void theKernelComesUpWithoutAnError(Boot boot) {
        expect("errors in the log", boot.log().of(LogRecord.Level.ERROR)).toBe(List.of());
    }

    @OnEveryMachine(firmware = {Firmware.GRUB_BIOS, Firmware.GRUB_UEFI}, cpus = 4,
            onlyThorough = true)
    void theKernelComesUpFromAGRUBImage(Boot boot) {
        expect("errors in the log", boot.log().of(LogRecord.Level.ERROR)).toBe(List.of());
    }

    @OnEveryMachine
    void theBootCPURunsInTheModeOfItsArchitecture(Boot boot) {
        CpuState cpu = boot.hardware().cpus().get(0);
        boolean is64 = boot.spec().architecture() == Architecture.X86_64;

        expect("mode", cpu.mode()).toBe(is64 ? CpuState.Mode.LONG : CpuState.Mode.PROTECTED);
        expect("privilege level", cpu.privilege()).toBe(0);
        expect("interrupts enabled", cpu.interruptsEnabled()).toBe(true);
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    @Hint(diagnosis = "no-nx", where = "How EnableFeatures sets EFER.",
            wrong = "The CPU has no-execute pages, but the kernel has not switched them on.",
            fix = "Set EFER.NXE when CPUID says that the CPU has NX.", hunk = "EnableFeatures")
    void writeProtectionAndNoExecuteAreOn(Boot boot) {
        CpuState cpu = boot.hardware().cpus().get(0);

        expect("paging (CR0.PG)", bit(cpu, "CR0", 31)).toBe(true);
        expect("write protection in the kernel (CR0.WP)", bit(cpu, "CR0", 16)).toBe(true);
        expect("physical address extension (CR4.PAE)", bit(cpu, "CR4", 5)).toBe(true);
        expect("no-execute (EFER.NXE)", bit(cpu, "EFER", 11))
                .diagnose("no-nx", on -> !on).toBe(true);
    }

    @OnEveryMachine
    @Hint(where = "How EnableFPU sets CR0.",
            wrong = "An error of the x87 is no exception 16, or every use of it faults.",
            fix = "Set CR0.NE and clear CR0.EM: Intel SDM volume 3A, \"Control Registers\".",
            hunk = "EnableFPU")
    void floatingPointErrorsAreExceptions(Boot boot) {
        CpuState cpu = boot.hardware().cpus().get(0);

        expect("emulation of the x87 (CR0.EM)", bit(cpu, "CR0", 2)).toBe(false);
        expect("errors of the x87 are exceptions (CR0.NE)", bit(cpu, "CR0", 5)).toBe(true);
    }

    @OnEveryMachine(from = ProtectingMachines.class)
    @Hint(where = "How EnableFeatures sets CR4.",
            wrong = "The CPU can keep the kernel from user memory, and programs from the"
                    + " kernel's tables, but has not been told to.",
            fix = "Set CR4.SMEP, CR4.SMAP and CR4.UMIP where CPUID says that the CPU has them.",
            hunk = "EnableFeatures")
    void theKernelIsKeptFromUserMemory(Boot boot) {
        CpuState cpu = boot.hardware().cpus().get(0);

        expect("no execution of user pages (CR4.SMEP)", bit(cpu, "CR4", 20)).toBe(true);
        expect("no access to user pages (CR4.SMAP)", bit(cpu, "CR4", 21)).toBe(true);
        expect("no look at the tables from user mode (CR4.UMIP)", bit(cpu, "CR4", 11)).toBe(true);
    }

    private static boolean bit(CpuState cpu, String register, int number) {
        return (cpu.register(register) >> number & 1) != 0;
    }
}
