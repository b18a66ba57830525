package checker.steps.step04;

import static checker.junit.Expectation.expect;

import checker.machine.Architecture;
import checker.machine.Machine;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import checker.steps.step04.Entries.Entry;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way of the boot CPU from a place in user mode into the kernel and back, taken instruction by
 * instruction. Before each of them it is looked at; and an exception may come, see Intrusion.
 *
 * <p>On x86-64 both bases of GS change places on each way: the CPU's entry is in one of them, and
 * in the right one wherever C code runs and wherever the user's code runs. On x86-32 the selector
 * changes.
 */
final class Crossing {

    /** What comes before an instruction, be it one of assembly or the next stop in C. */
    interface Moments {
        Set<Intrusion.Kind> at(Stand stand, boolean inAssembly, boolean first);
    }

    private static final int MOST_INSTRUCTIONS = 6_000;

    private final Crossings crossings;
    private final Walk walk;
    private final Entry own;
    private final boolean wide;
    private final boolean byGS;
    private final Intrusion intrusion;
    private final ThroughC throughC;
    private final Moments moments;
    private boolean wasInKernel;
    private int intrusions;

    /** From where the CPU of the walk stands, in user mode. */
    Crossing(Crossings crossings, Walk walk, Moments moments) {
        this.crossings = crossings;
        Machine machine = crossings.machine();
        this.walk = walk;
        this.own = crossings.entries().boot();
        this.wide = machine.spec().architecture() == Architecture.X86_64;
        this.byGS = crossings.byGS();
        this.intrusion = new Intrusion(crossings, walk, own);
        this.throughC = new ThroughC(crossings, walk);
        this.moments = moments;
    }

    /** How many exceptions came that were none of the crossing's own. */
    int intrusions() {
        return intrusions;
    }

    /** Goes on to where the user's code continues at the address; through the kernel first. */
    void goTo(long end) {
        goUntil("a crossing", stand -> wasInKernel && stand.privilege() != 0
                && stand.instruction() == end);
    }

    /** Goes on to where an interrupt came in the kernel, its stack as then. */
    void goTo(Gates.Interrupted interrupted) {
        goUntil("an interrupt", stand -> stand.instruction() == interrupted.instruction()
                && stand.stack() == interrupted.stack());
    }

    /** Goes on to the first instruction in user mode that is next, through the kernel first. */
    void goToUserMode() {
        goUntil("the way to user mode", stand -> wasInKernel && stand.privilege() != 0);
    }

    private void goUntil(String way, Predicate<Stand> isThere) {
        int count = 0;
        for (Stand stand = look(); !isThere.test(stand); stand = look()) {
            expect("instructions to the end of " + way, count++)
                    .given("at", at(stand)).diagnose("never-ends", found -> true)
                    .to("be less than " + MOST_INSTRUCTIONS, found -> found < MOST_INSTRUCTIONS);
            if (!isInC(stand) || !throughC.goOn(stand)) {
                step(stand);
            }
        }
        walk.letInterruptsCome();
    }

    private void step(Stand stand) {
        expect("whether the CPU executes at " + at(stand), walk.step())
                .diagnose("never-ends", found -> true).toBe(true);
    }

    private Stand look() {
        Stand stand = walk.look();
        boolean first = stand.privilege() == 0 && !wasInKernel;
        wasInKernel |= first;
        expectRight(stand);
        moments.at(stand, stand.privilege() == 0 && !isInC(stand), first).forEach(kind -> {
            intrusion.come(kind, stand);
            intrusions++;
        });
        return stand;
    }

    private void expectRight(Stand stand) {
        if (!byGS) {
            return;
        }
        Entries entries = crossings.entriesOnce();
        String where = " at " + at(stand);
        String base = entries.name(stand.gsBase());
        String other = entries.name(stand.kernelGsBase());
        if (stand.privilege() != 0) {
            expect("where GS of user mode begins" + where, base)
                    .diagnose("left-in-user-mode", found -> true)
                    .to("not be an entry", found -> !entries.isAnEntry(stand.gsBase()));
            if (wide) {
                expect("IA32_KERNEL_GS_BASE in user mode" + where, other)
                        .diagnose("lost", found -> true).toBe(entries.name(own.address()));
            }
        } else if (isInC(stand)) {
            expect("where GS begins in C" + where, base)
                    .diagnose("not-entered", found -> true).toBe(entries.name(own.address()));
        } else if (wide) {
            expect("whether interrupts are on" + where, stand.interruptsEnabled())
                    .given("GS", base).diagnose("interrupts-on", found -> true)
                    .to("be off while GS is the user's", on -> !on
                            || stand.gsBase() == own.address());
            expect("whether GS or IA32_KERNEL_GS_BASE has the CPU's entry" + where,
                    stand.gsBase() == own.address() || stand.kernelGsBase() == own.address())
                    .given("GS", base).given("IA32_KERNEL_GS_BASE", other)
                    .diagnose("lost", found -> true).toBe(true);
        }
    }

    private boolean isInC(Stand stand) {
        return crossings.isInC(stand.instruction());
    }

    private String at(Stand stand) {
        return crossings.at(stand);
    }
}
