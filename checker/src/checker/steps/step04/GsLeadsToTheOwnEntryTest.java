package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.steps.step04.Entries.Entry;
import java.util.Set;
import java.util.stream.Stream;

/** GS of each CPU begins where its entry begins. */
@Step(4)
@Criterion("Provide per-CPU storage accessors/macros (CurrentCPU(), PerCPUGet/Set) using GS base "
        + "on x86-64 and segment-bases or per-CPU array indexed by APIC ID on x86-32.")
final class GsLeadsToTheOwnEntryTest {

    private static final int DESCRIPTOR_BYTES = 8;
    private static final int PRIVILEGE_SHIFT = 45;
    private static final long PRIVILEGE = 3;
    private static final long FSGSBASE = 1L << 16;
    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(2500);

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "nowhere", where = "GS of each CPU in QEMU's monitor, info registers -a.",
            wrong = "GS of a CPU leads nowhere: its base is 0.",
            fix = "Each CPU loads it for itself, before anything asks for CurrentCPU(): "
                    + "IA32_GS_BASE on x86-64, a descriptor of its own GDT on x86-32. Loading a "
                    + "selector into GS sets the base anew.",
            hunk = "LoadCPU")
    @Hint(diagnosis = "anothers", where = "GS of each CPU in QEMU's monitor, info registers -a.",
            wrong = "GS of a CPU leads to the entry of another.",
            fix = "Look the entry up by the CPU's own APIC ID, or hand it over with its stack; an "
                    + "APIC ID is no index.",
            hunk = "LoadCPU")
    @Hint(diagnosis = "elsewhere", where = "GS of each CPU in QEMU's monitor, info registers -a.",
            wrong = "GS does not begin where an entry of CPUTable begins.",
            fix = "The base is &CPUTable[Index]; the boot CPU's changes when its entry moves.",
            hunk = "LoadCPU")
    void onEachCpu(Boot boot) {
        Entries entries = Entries.of(boot);
        for (CpuState cpu : boot.hardware().cpus()) {
            int apicId = boot.hardware().apicIds().get(cpu.index());
            boolean isBoot = cpu.index() == boot.hardware().bootCpu();
            if (!isBoot && (!entries.inApicMode() || !entries.has(apicId)) || !Ways.byGS(boot)) {
                continue;
            }
            Entry entry = isBoot ? entries.boot() : entries.of(apicId);
            expect("where GS of CPU " + cpu.index() + " begins",
                    entries.name(cpu.register("GS.base"))).given("its APIC ID", apicId)
                    .diagnose("nowhere", found -> cpu.register("GS.base") == 0)
                    .diagnose("anothers", found -> entries.isAnEntry(cpu.register("GS.base")))
                    .diagnose("elsewhere", found -> true)
                    .toBe(entries.name(entry.address()));
        }
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "fsgsbase", where = "CR4 of each CPU, bit 16.",
            wrong = "Programs may write the base of GS to whatever they like, and the kernel "
                    + "tells by its sign whose it is.",
            fix = "Leave CR4.FSGSBASE off.")
    @Hint(diagnosis = "privilege", where = "The descriptor that GS has, on x86-32.",
            wrong = "Programs may load the segment of the kernel's per-CPU data.",
            fix = "A descriptor privilege level of 0.",
            hunk = "CPU_SELECTOR")
    void programsCannotReachIt(Boot boot) {
        for (CpuState cpu : boot.hardware().cpus()) {
            expect("CR4.FSGSBASE of CPU " + cpu.index(), cpu.register("CR4") >> 16 & 1)
                    .diagnose("fsgsbase", found -> true).toBe(0L);
        }
        if (boot.spec().architecture() == Architecture.X86_32 && Ways.byGS(boot)) {
            Entries entries = Entries.of(boot);
            boot.hardware().cpus().stream()
                    .filter(cpu -> entries.isAnEntry(cpu.register("GS.base")))
                    .forEach(cpu -> expectOutOfReach(boot, cpu));
        }
    }

    private static void expectOutOfReach(Boot boot, CpuState cpu) {
        long descriptor = GuestMemory.number(boot.read(cpu.register("GDT.base")
                + (cpu.register("GS.selector") & -DESCRIPTOR_BYTES), DESCRIPTOR_BYTES));
        expect("the privilege level of the descriptor in GS of CPU " + cpu.index(),
                descriptor >> PRIVILEGE_SHIFT & PRIVILEGE)
                .diagnose("privilege", found -> true).toBe(0L);
    }

    /** The firmware, the loader or the kernel before may have switched it on. */
    @OnEveryMachine(from = WithFsGsBase.class)
    @Hint(diagnosis = "left-on", where = "Who writes CR4 first.",
            wrong = "Where CR4.FSGSBASE is on when the kernel is entered it stays on: programs can "
                    + "give GS a base of the kernel's, and an NMI takes it for the CPU's entry.",
            fix = "Clear it where the features of the CPU are switched on, before others copy CR4.",
            hunk = "CR4_FSGSBASE")
    void programsCannotReachItWhateverWasLeftOn(Machine machine) {
        int boot = machine.spec().bootCpu();
        expectReached(machine, "the kernel's entry",
                machine.runToAnyOf(Set.of(machine.symbols().entry()), BOOT));
        machine.setRegister(boot, "CR4", machine.cpu(boot).register("CR4") | FSGSBASE);
        if ((machine.cpu(boot).register("CR4") & FSGSBASE) == 0) {
            throw new IllegalStateException("this CPU model has no FSGSBASE: " + machine.spec());
        }
        expectToReach(machine, "KernelReady", BOOT);
        for (CpuState cpu : machine.cpus()) {
            expect("CR4.FSGSBASE of CPU " + cpu.index(), cpu.register("CR4") & FSGSBASE)
                    .inHex().diagnose("left-on", found -> true).toBe(0L);
        }
    }

    /** CPUs that have it. */
    static final class WithFsGsBase implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("two-max-cpus",
                    MachineSpec.of(architecture).withCpus(2).withCpuModel("max")));
        }
    }
}
