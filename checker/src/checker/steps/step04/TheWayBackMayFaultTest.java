package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;

import checker.junit.Criterion;
import checker.junit.GuestPrograms;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.Draw;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.kernel.ElfSymbol;
import checker.machine.Architecture;
import checker.machine.CpuState;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last instructions on the way back to user mode may fault: in the kernel, by what the user's
 * state is, with GS the user's already. The process ends of it, and nothing else does.
 */
@Step(4)
@Criterion("any CPU can obtain its CPU struct without global locks.")
@Hint(diagnosis = "brought-down",
        where = "An exception whose CS is the kernel's, at the last instruction of the way back.",
        wrong = "It brings the kernel down: GS is the user's there, which CS does not tell.",
        fix = "Know that instruction by its address: swap back (x86-32: load the selector), and "
                + "deal with the exception as with one of user mode.",
        hunk = "LeaveInterrupt")
@Hint(diagnosis = "goes-on", where = "What becomes of the process.",
        wrong = "Nothing comes of a return that cannot be.",
        fix = "Let the process end, as of an exception of its own.",
        hunk = "LeaveInterrupt")
final class TheWayBackMayFaultTest {

    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final int USER = 3;
    private static final int RETURN = 0xcf;
    private static final int WIDE_RETURN = 0x48;
    private static final int TWO_BYTES = 0x0f;
    private static final int POP_FS = 0xa1;
    private static final int POP_GS = 0xa9;
    private static final int POP_ES = 0x07;
    private static final int POP_DS = 0x1f;
    private static final long NO_SELECTOR = 0x7ffbL;
    private static final int NOT_PRESENT = 11;
    private static final int STACK_FAULT = 12;
    /** Of a descriptor of 8 bytes; Intel SDM volume 3A, "Segment Descriptors". */
    private static final int ACCESS_BYTE = 5;
    private static final int PRESENT = 0x80;
    private static final long TABLE_INDEX = ~7L;
    private static final int USER_DATA = 0x18; // an error code: the selector without its ring
    private static final long STACK_ALIGNMENT = 16;
    private static final long INTERRUPT_FLAG = 1L << 9;

    /** The return to a code segment that there is not. */
    @OnEveryMachine(from = Boards.AllOrOne.class)
    void aReturnToNowhere(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        boolean wide = isWide(crossings);
        int word = crossings.machine().spec().architecture().pointerBytes();
        Walk walk = toReturn(crossings, wide, word);
        walk.write(walk.look().stack() + word, GuestMemory.bytes(NO_SELECTOR, word)); // CS
        expectProcessEnded(crossings);
    }

    /** The user's code segment is not present for as long as the return takes: #NP. */
    @OnEveryMachine(cpus = 2)
    void aReturnToCodeThatIsNotPresent(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        Machine machine = crossings.machine();
        int word = machine.spec().architecture().pointerBytes();
        Walk walk = toReturn(crossings, isWide(crossings), word);
        long code = GuestMemory.number(walk.read(walk.look().stack() + word, 2)) & TABLE_INDEX;
        long access = machine.cpu(walk.cpu()).register("GDT.base") + code + ACCESS_BYTE;
        byte[] before = walk.read(access, 1);
        walk.write(access, new byte[] {(byte) (before[0] & ~PRESENT)});
        expectReached(machine, "the gate of #NP", walk.run(Set.copyOf(
                Gates.entries(machine, NOT_PRESENT, NOT_PRESENT)), PATIENCE));
        walk.write(access, before); // the other process is to return
        expectProcessEnded(crossings);
    }

    /**
     * A stack segment that is not present: #SS, which QEMU 7.2 takes for a #NP. So the check does
     * what the CPU would: it pushes what a fault of ring 0 pushes, and goes on at the gate.
     */
    @OnEveryMachine(cpus = 2)
    void aReturnToAStackThatIsNotThere(GuestPrograms guests) {
        Crossings crossings = new Crossings(guests);
        boolean wide = isWide(crossings);
        int word = crossings.machine().spec().architecture().pointerBytes();
        Walk walk = toReturn(crossings, wide, word);
        Stand stand = walk.look();
        CpuState cpu = crossings.machine().cpu(walk.cpu());
        List<Long> pushed = new ArrayList<>(List.of((long) USER_DATA, stand.instruction(),
                stand.register("CS"), stand.register("EFLAGS")));
        if (wide) { // in 64-bit mode always, from an aligned address on
            pushed.addAll(List.of(stand.stack(), cpu.register("SS.selector")));
        }
        long stack = (wide ? stand.stack() & -STACK_ALIGNMENT : stand.stack())
                - (long) pushed.size() * word;
        for (int index = 0; index < pushed.size(); index++) {
            walk.write(stack + (long) index * word, GuestMemory.bytes(pushed.get(index), word));
        }
        walk.set("ESP", stack);
        walk.set("EFLAGS", stand.register("EFLAGS") & ~INTERRUPT_FLAG);
        walk.set("EIP", Gates.entries(crossings.machine(), STACK_FAULT, STACK_FAULT).get(0));
        expectProcessEnded(crossings);
    }

    /** Only x86-32 pops it. */
    static final class Narrow implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            return architecture == Architecture.X86_64 ? Stream.of()
                    : Stream.of(NamedSpec.of("two-cpus", MachineSpec.of(architecture).withCpus(2)));
        }
    }

    /** A selector whose descriptor is not there. */
    @OnEveryMachine(from = Narrow.class)
    void aSelectorOfNothingForGs(GuestPrograms guests) {
        expectEndOfSelector(guests, TWO_BYTES, POP_GS);
    }

    @OnEveryMachine(from = Narrow.class)
    void aSelectorOfNothingForFs(GuestPrograms guests) {
        expectEndOfSelector(guests, TWO_BYTES, POP_FS);
    }

    @OnEveryMachine(from = Narrow.class)
    void aSelectorOfNothingForEs(GuestPrograms guests) {
        expectEndOfSelector(guests, POP_ES, -1);
    }

    @OnEveryMachine(from = Narrow.class)
    void aSelectorOfNothingForDs(GuestPrograms guests) {
        expectEndOfSelector(guests, POP_DS, -1);
    }

    private static void expectEndOfSelector(GuestPrograms guests, int first, int second) {
        Crossings crossings = new Crossings(guests);
        crossings.runTo("AtFault");
        Walk walk = toInAssembly(crossings, first, second, 0);
        walk.write(walk.look().stack(), GuestMemory.bytes(NO_SELECTOR, Integer.BYTES));
        expectProcessEnded(crossings);
    }

    /** Runs to the IRET that leads to user mode from a page fault. */
    private static Walk toReturn(Crossings crossings, boolean wide, int word) {
        crossings.runTo("AtFault");
        return toInAssembly(crossings, wide ? WIDE_RETURN : RETURN, wide ? RETURN : -1, word);
    }

    /** Runs the boot CPU to such an instruction between labels, on the way back to user mode. */
    private static Walk toInAssembly(Crossings crossings, int first, int second, int toCS) {
        Machine machine = crossings.machine();
        Walk walk = machine.walk(machine.spec().bootCpu());
        Set<Long> places = places(crossings, first, second);
        Ending ending;
        do {
            ending = walk.run(places, PATIENCE);
            expectReached(machine, "the last instruction of a way back to user mode", ending);
        } while (toCS != 0 && (GuestMemory.number(walk.read(walk.look().stack() + toCS, 2))
                & USER) != USER);
        return walk;
    }

    private static Set<Long> places(Crossings crossings, int first, int second) {
        Set<Long> places = new HashSet<>();
        crossings.kernel().image().section(".text").ifPresent(text -> {
            byte[] bytes = text.contents();
            for (int at = 0; at + 1 < bytes.length; at++) {
                long address = text.address() + at;
                if ((bytes[at] & 0xff) == first && (second < 0 || (bytes[at + 1] & 0xff) == second)
                        && isAssembly(crossings, address)) {
                    places.add(address);
                }
            }
        });
        return places;
    }

    private static boolean isAssembly(Crossings crossings, long address) {
        return crossings.kernel().image().symbolAt(address)
                .filter(symbol -> symbol.kind() == ElfSymbol.Kind.LABEL).isPresent();
    }

    /** The first process waits for it, and switches the machine off. */
    private static void expectProcessEnded(Crossings crossings) {
        Machine machine = crossings.machine();
        Ending ending = machine.runToAnyOf(Set.of(crossings.place("AfterFault")), PATIENCE);
        expect("what comes of a way back that faults", ending.describe())
                .given("log", machine.serial().lines().reduce((one, other) -> other).orElse(""))
                .diagnose("goes-on", found -> ending instanceof Ending.Reached)
                .diagnose("brought-down", found -> true)
                .toBe(new Ending.PowerOff().describe());
    }

    private static boolean isWide(Crossings crossings) {
        return crossings.machine().spec().architecture() == Architecture.X86_64;
    }
}
