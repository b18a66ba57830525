package checker.steps.step03;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;

import checker.junit.Criterion;
import checker.junit.Hint;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import java.util.Set;

/** What the stub, and the assembly behind it, have done when a CPU comes to {@code APMain}. */
@Step(3)
@Criterion("In trampoline: set a per-AP temporary stack, load GDT, enable paging with BSP CR3, "
        + "enable LAPIC, then jump to a dedicated AP C entry.")
final class TheWayToCTest {

    private static final GuestDuration BOOT = GuestDuration.ofMilliseconds(1500);
    private static final long PAGING = 1L << 31;
    private static final long PROTECTED = 1;
    private static final int SELECTOR = ~7;
    private static final int DESCRIPTOR = 8;
    private static final int PRIVILEGE = 3;
    private static final int SOME = 1024;

    /** The Local APIC can wait for C: what its inputs carry is in the firmware's tables. */
    @OnEveryMachine(cpus = 3)
    @Hint(diagnosis = "CR3", where = "Which page tables a CPU is on when it comes to C.",
            wrong = "It is not on the kernel's page tables but on those of boot, where everything "
                    + "is writable and executable.",
            fix = "Load the boot CPU's CR3 once the CPU runs at the kernel's addresses.",
            hunk = "EnterAPHigh")
    @Hint(diagnosis = "stack", where = "The stack pointer of a CPU that comes to C.",
            wrong = "There is no memory below it.",
            fix = "Load the stack of its slot once the page tables have it.",
            hunk = "EnterAPHigh")
    @Hint(where = "What has been loaded when a CPU comes to C.",
            wrong = "It runs in another mode than C is compiled for, with interrupts on, or on "
                    + "segments of a descriptor table that it has left.",
            fix = "GDT, then CR0.PE and a far jump; CR4, EFER and CR3, then CR0.PG; interrupts "
                    + "stay off until there is an IDT.",
            hunk = "EnterAP")
    void eachComesOnTheBootCpusPageTables(Machine machine) {
        SentFor sentFor = new SentFor(machine);
        expect("CPUs that were sent for", Set.copyOf(sentFor.cpus()))
                .toBe(Set.copyOf(Aps.expected(machine)));
        String tables = tables(machine, machine.cpu(machine.spec().bootCpu()));
        for (int index : sentFor.cpus()) {
            sentFor.release(index);
            expectToReach(machine, "APMain", BOOT);
            CpuState cpu = machine.cpu(index);
            String of = " of CPU " + index + " at APMain";
            expect("CR0" + of, cpu.register("CR0")).inHex().to("have paging and protection on",
                    found -> (found & PAGING) != 0 && (found & PROTECTED) != 0);
            expect("CR3" + of, tables(machine, cpu)).diagnose("CR3", found -> true)
                    .toBe(tables);
            expect("interrupts" + of, cpu.interruptsEnabled() ? "on" : "off").toBe("off");
            long code = cpu.register("CS.selector");
            expect("CS" + of, code).inHex().given("the GDT's limit", cpu.register("GDT.limit"))
                    .to("be of ring 0 and in the GDT", found -> (found & PRIVILEGE) == 0
                            && found != 0 && (found & SELECTOR) + DESCRIPTOR - 1
                            <= cpu.register("GDT.limit"));
            expect("whether the stack" + of + " is mapped", isStack(machine, cpu))
                    .given("stack pointer", Long.toHexString(cpu.stackPointer()))
                    .diagnose("stack", found -> true).toBe(true);
        }
    }

    /** Without the bits that say how they are cached. */
    private static String tables(Machine machine, CpuState cpu) {
        boolean wide = machine.spec().architecture() == Architecture.X86_64;
        return "0x" + Long.toHexString(cpu.register("CR3") & (wide ? ~0xfffL : ~0x1fL));
    }

    private static boolean isStack(Machine machine, CpuState cpu) {
        try {
            machine.memory().read(cpu.index(), cpu.stackPointer() - SOME, SOME);
            return true;
        } catch (UnmappedMemoryException e) {
            return false;
        }
    }
}
