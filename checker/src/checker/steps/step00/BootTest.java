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
import checker.report.Cause;
import java.util.List;

/** The baseline comes up on every board, under every firmware, with one CPU and with several. */
@Step(0)
@Criterion("A small but complete single-core kernel, on x86-32 and x86-64.")
@Hint(causes = Cause.NO_FIRST_BYTE,
        where = "The way from the loader to the first character: Boot.S, then StartSerialConsole.",
        wrong = "Nothing came over the serial line, so the CPU was lost before the console ran.",
        fix = "Undo the last change to the boot code, or follow it with QEMU's -d int,cpu_reset.")
@Hint(causes = Cause.RESET,
        where = "The registers in the report: CR2 and the instruction pointer of the boot CPU.",
        wrong = "An exception came while there was no usable IDT, stack or TSS to take it.",
        fix = "Make what was touched valid before it is used: descriptors first, then interrupts.")
@Hint(where = "The last line of the log tells how far the boot came.",
        wrong = "KernelMain did not get to KernelReady.",
        fix = "Read KernelMain from the call that logged last, and look at each one after it.")
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

    private static boolean bit(CpuState cpu, String register, int number) {
        return (cpu.register(register) >> number & 1) != 0;
    }
}
