package checker.steps.step04;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectReached;
import static checker.junit.Expectation.expectToReach;

import checker.junit.GuestPrograms;
import checker.junit.Kernel;
import checker.kernel.ElfImage;
import checker.kernel.ElfSymbol;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.GuestMemory;
import checker.machine.Machine;
import checker.machine.UnmappedMemoryException;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine that runs {@code guest/crossings.c}, whose only process goes into the kernel and back
 * at places with names, beside the probe that notes NMIs.
 */
final class Crossings {

    private static final int CODE_BYTES = 16;
    private static final String PROGRAM = "crossings";
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);
    private static final GuestDuration BOOT = GuestDuration.ofSeconds(5);

    private final Machine machine;
    private final Kernel kernel;
    private final ElfImage program;
    private final boolean byGS;
    private Optional<Entries> entries = Optional.empty();

    Crossings(GuestPrograms guests) {
        guests.beside("WitnessNMIs");
        machine = guests.start(PROGRAM);
        kernel = guests.kernel();
        program = guests.program(PROGRAM);
        expectToReach(machine, "KernelReady", BOOT);
        byGS = Ways.byGS(machine);
    }

    /** Whether the kernel finds entries by GS, as it stood when the boot was complete. */
    boolean byGS() {
        return byGS;
    }

    Machine machine() {
        return machine;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Where a label of the program is. */
    long place(String label) {
        return program.address(label).orElseThrow();
    }

    /** Runs to a label, in user mode on the boot CPU. */
    Walk runTo(String label) {
        runCounting(Set.of(), label);
        return machine.walk(machine.spec().bootCpu());
    }

    /** The same, and tells how often the kernel came to each of some addresses on the way. */
    Map<Long, Integer> runCounting(Set<Long> counted, String label) {
        Walk walk = machine.walk(machine.spec().bootCpu());
        long place = place(label);
        byte[] code = program.bytesAt(place, CODE_BYTES);
        Set<Long> stops = new HashSet<>(counted);
        stops.add(place);
        Map<Long, Integer> counts = new HashMap<>();
        while (true) {
            Ending ending = machine.runToAnyOf(stops, BOOT);
            expectReached(machine, "the place " + label + " of the checker's program", ending);
            Ending.Reached reached = (Ending.Reached) ending;
            expect("the CPU that runs the checker's program", reached.cpu()).toBe(walk.cpu());
            if (reached.address() != place) {
                counts.merge(reached.address(), 1, Integer::sum);
            } else if (Arrays.equals(code, walk.read(place, CODE_BYTES))) { // the first process's
                return counts;
            }
        }
    }

    /** Runs to a function of the kernel on the boot CPU. */
    Walk runInKernelTo(String function) {
        expectToReach(machine, function, BOOT);
        return machine.walk(machine.spec().bootCpu());
    }

    /** From the first instruction of a C function to where it was called. */
    Ending runToReturn(Walk walk, Stand first) {
        return walk.run(Set.of(word(walk, first.stack())), PATIENCE);
    }

    /** A word of the kernel's memory, as wide as a pointer is. */
    long word(Walk walk, long address) {
        return GuestMemory.number(
                walk.read(address, machine.spec().architecture().pointerBytes()));
    }

    /** The same, wherever the CPUs stand; fails where nothing is mapped. */
    long kernelWord(long address) {
        try {
            return GuestMemory.number(machine.memory().read(
                    address, machine.spec().architecture().pointerBytes()));
        } catch (UnmappedMemoryException e) {
            expect("what is mapped at 0x" + Long.toHexString(address), "nothing")
                    .to("be a word of the kernel's", found -> false);
            throw e;
        }
    }

    /** Where a CPU stands, in words. */
    String at(Stand stand) {
        return stand.privilege() == 0 ? machine.symbols().describe(stand.instruction())
                : "0x" + Long.toHexString(stand.instruction()) + " in user mode";
    }

    /** Sets a variable of 64 bits in the kernel or its probe. */
    void write(String variable, long value) {
        machine.memory().write(kernel.address(variable), GuestMemory.bytes(value, Long.BYTES));
    }

    /** Whether an address lies in C code of the kernel, and not between labels of assembly. */
    boolean isInC(long address) {
        return kernel.image().symbolAt(address).filter(each ->
                each.kind() == ElfSymbol.Kind.FUNCTION && each.size() > 0).isPresent();
    }

    Entries entries() {
        return Entries.of(machine, kernel);
    }

    /** The same as they were when this was asked first: for what never changes in them. */
    Entries entriesOnce() {
        if (entries.isEmpty()) {
            entries = Optional.of(entries());
        }
        return entries.get();
    }
}
