package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.Kernel;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.LocalApic;
import checker.machine.Machine;
import checker.steps.hands.Borrowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Each of the others has what the boot CPU has: the same registers, and tables of its own. */
@Step(3)
@Criterion("AP C entry builds per-CPU stack/TSS, loads IDT, signals “online”, and parks in the "
        + "idle loop waiting for work.")
final class EveryCpuIsSetUpAlikeTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final GuestDuration PATIENCE = GuestDuration.ofMilliseconds(500);
    private static final List<String> CONTROL = List.of("CR0", "CR3", "CR4", "EFER");
    private static final List<String> SEGMENTS = List.of("CS", "DS", "ES", "SS");
    private static final long GATES = 256;
    private static final int TSS_BYTES = 104;
    /** STAR, LSTAR, SFMASK. */
    static final List<Integer> SYSTEM_CALLS = List.of(0xc0000081, 0xc0000082, 0xc0000084);
    private static final int APIC_BASE = 0x1b;
    private static final long APIC_ENABLED = 1 << 11;

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "CR0", where = "CR0 of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "CR0 is not the boot CPU's: an INIT leaves CD and NW set, and WP, without "
                    + "which read-only means nothing to the kernel, is not on.",
            fix = "Load the boot CPU's CR0 where paging is switched on.",
            hunk = "PrepareAPStart")
    @Hint(diagnosis = "CR3", where = "Which page tables a CPU is on.",
            wrong = "It is not on the kernel's page tables but on those of boot, where everything "
                    + "is writable and executable.",
            fix = "Load the boot CPU's CR3 once the CPU runs at the kernel's addresses.",
            hunk = "EnterAPHigh")
    @Hint(diagnosis = "CR4", where = "CR4 of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "CR4 is not the boot CPU's: PAE alone gets a CPU to paging; global pages, "
                    + "SMEP, SMAP and SSE are what it lacks.",
            fix = "Load the boot CPU's CR4.",
            hunk = "PrepareAPStart")
    @Hint(diagnosis = "EFER", where = "EFER of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "EFER is not the boot CPU's: no-execute, long mode or system calls are off.",
            fix = "Load the boot CPU's EFER before paging is switched on, without LMA.",
            hunk = "CopyEFER")
    void controlRegistersAreTheBootCpus(Boot boot) {
        CpuState own = bootCpu(boot);
        for (CpuState cpu : others(boot)) {
            for (String register : CONTROL) {
                if (own.registers().containsKey(register)) {
                    expect(register + " of CPU " + cpu.index(), cpu.register(register)).inHex()
                            .diagnose(register, value -> true).toBe(own.register(register));
                }
            }
        }
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(diagnosis = "idt", where = "IDTR of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "A CPU has no IDT, or not the kernel's: the first interrupt resets the "
                    + "machine.",
            fix = "LIDT in each CPU.",
            hunk = "LoadInterruptTable")
    @Hint(diagnosis = "tss", where = "TR of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "A CPU has no TSS, or one that another CPU has, too.",
            fix = "A TSS for each CPU, a descriptor of it in that CPU's GDT, and LTR.",
            hunk = "LoadDescriptors")
    @Hint(diagnosis = "gdt", where = "GDTR of the CPUs in QEMU's monitor, info registers -a.",
            wrong = "A CPU is on a GDT that is not its own: that of boot, of the stub, or another "
                    + "CPU's.",
            fix = "Build a GDT for each CPU, load it, and load the segment registers from it.",
            hunk = "LoadDescriptors")
    void descriptorTablesAreItsOwn(Boot boot) {
        List<CpuState> cpus = new ArrayList<>(others(boot));
        CpuState own = bootCpu(boot);
        cpus.forEach(cpu -> expectTables(boot, cpu, own));
        cpus.add(own);
        expect("different bases of the GDT", different(cpus, "GDT.base"))
                .diagnose("gdt", count -> true).toBe((long) cpus.size());
        expect("different bases of the TSS", different(cpus, "TR.base"))
                .diagnose("tss", count -> true).toBe((long) cpus.size());
    }

    private static void expectTables(Boot boot, CpuState cpu, CpuState own) {
        String of = " of CPU " + cpu.index();
        expect("the IDT's limit" + of, cpu.register("IDT.limit")).diagnose("idt", limit -> true)
                .toBe(own.register("IDT.limit"));
        int bytes = (int) (own.register("IDT.limit") + 1);
        expect("the IDT" + of + " is there", boot.has(cpu.register("IDT.base"), bytes))
                .diagnose("idt", there -> true).toBe(true);
        expect("gates of the IDT" + of + " that are not the boot CPU's", differing(boot,
                cpu.register("IDT.base"), own.register("IDT.base"), bytes))
                .diagnose("idt", count -> true).toBe(0L);
        expect("the GDT's limit" + of, cpu.register("GDT.limit")).diagnose("gdt", limit -> true)
                .toBe(own.register("GDT.limit"));
        for (String segment : SEGMENTS) {
            expect(segment + of, cpu.register(segment + ".selector")).inHex()
                    .diagnose("gdt", selector -> true).toBe(own.register(segment + ".selector"));
        }
        expect("TR" + of, cpu.register("TR.selector")).inHex().diagnose("tss", selector -> true)
                .toBe(own.register("TR.selector"));
        expect("the TSS's limit" + of, cpu.register("TR.limit")).diagnose("tss", limit -> true)
                .to("be " + (TSS_BYTES - 1) + " or more", limit -> limit >= TSS_BYTES - 1);
    }

    @OnEveryMachine(from = Boards.AFew.class)
    @Hint(where = "The stacks that exceptions bring: in the TSS of each CPU.",
            wrong = "Two CPUs share the stack of an exception: two NMIs at a time, and each "
                    + "overwrites the other's frame.",
            fix = "Allocate stacks for each CPU: on x86-64 for each IST that is used, on "
                    + "x86-32 for the task of the double fault.",
            hunk = "CollectResources")
    void stacksOfExceptionsAreItsOwn(Machine machine) {
        expectToReach(machine, "KernelReady", BOOT);
        List<CpuState> cpus = machine.cpus();
        List<Long> stacks = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (CpuState cpu : cpus) {
            List<Long> own = ExceptionStacks.of(machine, cpu);
            stacks.addAll(own);
            counts.add(own.size());
        }
        expect("how many stacks for exceptions each CPU has", counts)
                .to("be as many of each CPU, one at least", found -> found.get(0) > 0
                        && found.stream().distinct().count() == 1);
        expect("different ones", stacks.stream().distinct().count()).toBe((long) stacks.size());
        expect("those at 0", stacks.stream().filter(stack -> stack == 0).count()).toBe(0L);
    }

    @OnEveryMachine(from = Boards.class)
    @Hint(where = "info lapic ID in QEMU's monitor.",
            wrong = "A CPU's Local APIC is off, holds interrupts back, or delivers what nobody "
                    + "asked for.",
            fix = "Set it up as the boot CPU's: enabled by the spurious-vector register, its own "
                    + "sources masked but errors and what the MADT says of its inputs, priority 0.",
            hunk = "APMain")
    void localApicsAreEnabledAlike(Boot boot) {
        LocalApic own = apic(boot, bootCpu(boot));
        for (CpuState cpu : others(boot)) {
            LocalApic apic = apic(boot, cpu);
            String of = " of the Local APIC of CPU " + cpu.index();
            expect("the enable bit" + of, apic.softwareEnabled()).toBe(own.softwareEnabled());
            expect("the spurious vector" + of, apic.spuriousVector()).inHex()
                    .toBe(own.spuriousVector());
            expect("the task priority" + of, apic.taskPriority()).inHex().toBe(0);
            expect("vectors in service" + of, List.copyOf(apic.inService())).toBe(List.of());
            expect("the local vector table" + of, inWords(apic)).toBe(inWords(own));
        }
    }

    /** What else a masked entry says is nobody's concern. */
    static Map<String, String> inWords(LocalApic apic) {
        Map<String, String> entries = new TreeMap<>();
        apic.localVectorTable().forEach((name, entry) -> entries.put(name,
                entry.masked() ? "masked" : String.format("0x%x", entry.raw())));
        return entries;
    }

    /** With memory types of which the boot CPU has some that the firmware gave nobody else. */
    static final class WithMtrrs implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return Stream.of(NamedSpec.of("changed-on-the-boot-cpu",
                    MemoryTypes.machine(architecture, 3)));
        }
    }

    /**
     * An NMI takes each CPU out of its idle loop, to where it can be made to read its registers.
     */
    @OnEveryMachine(from = WithMtrrs.class)
    @Hint(diagnosis = "memory-types", where = "MTRRs and PAT of each CPU.",
            wrong = "Two CPUs do not agree on how memory is cached: what one writes, the other "
                    + "does not see.",
            fix = "Read them on the boot CPU, and write those that differ on each other: caches "
                    + "and MTRRs off meanwhile, CR0 and CR4 as before then (Intel SDM volume 3A, "
                    + "MTRR Considerations in MP Systems).",
            hunk = "SetMemoryTypes")
    @Hint(diagnosis = "system-calls", where = "What EnableFeatures does on the boot CPU.",
            wrong = "A CPU's registers for system calls or its APIC's base are not set up.",
            fix = "Let each CPU do what the boot CPU did for itself.",
            hunk = "EnableFeatures")
    @Hint(diagnosis = "no-nmi", where = "The gate of vector 2, and LINT1.",
            wrong = "An NMI does not bring every CPU to the kernel's handler.",
            fix = "Load the IDT, and set the inputs up as the MADT says of that processor.",
            hunk = "APMain")
    void registersOfTheModelAreTheBootCpus(Machine machine, Kernel kernel, Draw draw) {
        expectToReach(machine, "EnterAPICMode", BOOT);
        Borrowed own = new Borrowed(machine, machine.spec().bootCpu());
        Map<Integer, Long> expected = MemoryTypes.drawn(draw);
        expected.forEach(own::writeMsr);
        expectToReach(machine, "KernelReady", BOOT);
        if (machine.spec().architecture() == Architecture.X86_64) {
            SYSTEM_CALLS.forEach(register -> expected.put(register, own.readMsr(register)));
        }
        CpuState boot = machine.cpu(machine.spec().bootCpu());
        long entry = ExceptionStacks.entryOfNmi(machine);
        machine.injectNmi();
        int missing = machine.cpus().size();
        while (missing > 0) {
            Ending ending = machine.runToAnyOf(Set.of(entry), PATIENCE);
            if (!(ending instanceof Ending.Reached reached)) {
                expect("CPUs that no NMI brought to the kernel", missing)
                        .diagnose("no-nmi", count -> true).toBe(0);
                expectReached(machine, "the handler of NMIs", ending);
                return;
            }
            expectRegisters(machine, reached.cpu(), expected, boot);
            missing--;
            if (missing > 0) {
                machine.stopForGood(reached.cpu());
            }
        }
    }

    private static void expectRegisters(Machine machine, int cpu, Map<Integer, Long> expected,
            CpuState boot) {
        for (String register : List.of("CR0", "CR4")) {
            expect(register + " of CPU " + cpu, machine.cpu(cpu).register(register)).inHex()
                    .diagnose("memory-types", found -> true).toBe(boot.register(register));
        }
        Borrowed own = new Borrowed(machine, cpu);
        expected.forEach((register, value) -> expect("MSR " + Integer.toHexString(register)
                + "H of CPU " + cpu, own.readMsr(register)).inHex()
                .diagnose("system-calls", found -> SYSTEM_CALLS.contains(register))
                .diagnose("memory-types", found -> true).toBe(value));
        expect("IA32_APIC_BASE of CPU " + cpu + " is enabled",
                (own.readMsr(APIC_BASE) & APIC_ENABLED) != 0)
                .diagnose("system-calls", found -> true).toBe(true);
    }

    private static long different(List<CpuState> cpus, String register) {
        return cpus.stream().map(cpu -> cpu.register(register)).distinct().count();
    }

    /** How many of the bytes of two tables differ. */
    private static long differing(Boot boot, long one, long other, int bytes) {
        if (one == other) {
            return 0;
        }
        byte[] first = boot.read(one, bytes);
        byte[] second = boot.read(other, bytes);
        long count = 0;
        for (int index = 0; index < bytes; index++) {
            count += first[index] == second[index] ? 0 : 1;
        }
        return count;
    }

    private static LocalApic apic(Boot boot, CpuState cpu) {
        return boot.hardware().localApics().get(cpu.index());
    }

    private static CpuState bootCpu(Boot boot) {
        return boot.hardware().cpus().get(boot.spec().bootCpu());
    }

    private static List<CpuState> others(Boot boot) {
        return boot.hardware().cpus().stream()
                .filter(cpu -> Aps.expected(boot).contains(cpu.index())).toList();
    }
}
