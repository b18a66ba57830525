package checker.steps.step04;

import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.kernel.ElfSymbol;
import checker.machine.Ending;
import checker.machine.GuestDuration;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the CPU of a walk through C code with interrupts off at once: from the first instruction
 * of a function to its return, or to the next label of assembly, where it may be about to change
 * GS. It knows the calls that the walk came by.
 */
final class ThroughC {

    /** Labels of assembly that compilers call by themselves. */
    private static final Set<String> OF_COMPILERS =
            Set.of("memcpy", "memmove", "memset", "memcmp");
    /** Of a task's stack in the kernel, at most. */
    private static final long STACK_BYTES = 1 << 14;
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);

    private final Crossings crossings;
    private final ElfImage kernel;
    private final Walk walk;
    private final Set<Long> assembly;
    private final Deque<Call> calls = new ArrayDeque<>();

    ThroughC(Crossings crossings, Walk walk) {
        this.crossings = crossings;
        this.kernel = crossings.kernel().image();
        this.walk = walk;
        this.assembly = kernel.symbols().stream().filter(this::isOfAssembly)
                .map(ElfSymbol::address).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A call of C.
     *
     * @param end where it returns to
     * @param stack where that stands
     */
    private record Call(long end, long stack) {}

    /**
     * Goes on from an instruction of C.
     *
     * @return empty, and nothing done, where interrupts are on or nobody saw how the CPU came there
     */
    Optional<Ending> goOn(Stand stand) {
        if (isStartOfFunction(stand.instruction())) {
            calls.push(new Call(crossings.returnAddress(walk, stand), stand.stack()));
        }
        while (!calls.isEmpty() && calls.peek().stack() < stand.stack()) {
            calls.pop(); // has returned
        }
        boolean ofAnotherTask = calls.isEmpty()
                || calls.peek().stack() - stand.stack() > STACK_BYTES;
        if (stand.interruptsEnabled() || ofAnotherTask) {
            return Optional.empty();
        }
        Set<Long> ends = new HashSet<>(assembly);
        ends.add(calls.peek().end());
        return Optional.of(walk.run(ends, PATIENCE));
    }

    private boolean isStartOfFunction(long address) {
        return kernel.symbolAt(address).filter(each -> each.address() == address).isPresent();
    }

    private boolean isOfAssembly(ElfSymbol symbol) {
        return symbol.kind() == ElfSymbol.Kind.LABEL && !OF_COMPILERS.contains(symbol.name())
                && kernel.sectionAt(symbol.address()).map(ElfSection::name)
                        .filter(".text"::equals).isPresent();
    }
}
