package checker.steps.step04;

import static checker.junit.Expectation.expectReached;

import checker.kernel.ElfImage;
import checker.kernel.ElfSection;
import checker.kernel.ElfSymbol;
import checker.machine.GuestDuration;
import checker.machine.Walk;
import checker.machine.Walk.Stand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the CPU of a walk through C code at once: to the return of the function, or to the next
 * label of assembly, where it may be about to change GS; that of an interrupt is one. It knows the
 * calls that the walk came by, and finds those of another task by the frame pointer. A function
 * that may change GS itself is not passed through.
 */
final class ThroughC {

    /** Labels of assembly that compilers call by themselves. */
    private static final Set<String> OF_COMPILERS =
            Set.of("memcpy", "memmove", "memset", "memcmp");
    /**
     * SWAPGS, POP, LGS and MOV to GS, WRGSBASE, WRMSR, or bytes of others that look so; Intel SDM
     * volume 2, "Instruction Set Reference".
     */
    private static final Pattern CHANGES_GS = Pattern.compile(
            "\\x0f(?:\\x01\\xf8|\\xa9|\\xb5|\\xae[\\xd8-\\xdf]|\\x30)"
            + "|\\x8e[\\x28-\\x2f\\x68-\\x6f\\xa8-\\xaf\\xe8-\\xef]");
    /** Of a task's stack in the kernel, at most. */
    private static final long STACK_BYTES = 1 << 14;
    private static final GuestDuration PATIENCE = GuestDuration.ofSeconds(3);

    private final Crossings crossings;
    private final ElfImage kernel;
    private final Walk walk;
    private final Places places;
    private final Deque<Call> calls = new ArrayDeque<>();

    ThroughC(Crossings crossings, Walk walk) {
        this.crossings = crossings;
        this.kernel = crossings.kernel().image();
        this.walk = walk;
        this.places = kernel.found(Places.class, ThroughC::places);
    }

    /**
     * Where not to run on by.
     *
     * @param assembly labels of assembly
     * @param changers functions of C that may change GS
     */
    private record Places(Set<Long> assembly, Set<Long> changers) {}

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
     * @return false, and the CPU not moved, where the function may change GS, or nothing tells
     *     whereto it returns
     */
    boolean goOn(Stand stand) {
        if (isStartOfFunction(stand.instruction())) {
            calls.push(new Call(crossings.word(walk, stand.stack()), stand.stack()));
        }
        while (!calls.isEmpty() && calls.peek().stack() < stand.stack()) {
            calls.pop(); // has returned
        }
        if (isOfAnotherTask(stand)) {
            ofTheFrame(stand).ifPresent(calls::push);
        }
        boolean maybeChanger = kernel.symbolAt(stand.instruction()).map(ElfSymbol::address)
                .filter(places.changers::contains).isPresent();
        if (maybeChanger || isOfAnotherTask(stand)) {
            return false;
        }
        walk.holdInterrupts();
        Set<Long> ends = new HashSet<>(places.assembly);
        ends.addAll(places.changers);
        ends.add(calls.peek().end());
        expectReached(crossings.machine(), "the end of " + crossings.at(stand),
                walk.run(ends, PATIENCE));
        return true;
    }

    /** Whether none of the calls is of the stack on which the CPU is. */
    private boolean isOfAnotherTask(Stand stand) {
        return calls.isEmpty() || calls.peek().stack() - stand.stack() > STACK_BYTES;
    }

    /** The call in whose frame the CPU is, as the frame pointer tells behind the prologue. */
    private Optional<Call> ofTheFrame(Stand stand) {
        long place = stand.register("EBP") + crossings.machine().spec().architecture()
                .pointerBytes();
        if (place <= stand.stack() || place - stand.stack() > STACK_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new Call(crossings.word(walk, place), place))
                .filter(call -> isCode(kernel, call.end()));
    }

    private boolean isStartOfFunction(long address) {
        return kernel.symbolAt(address).filter(each -> each.address() == address).isPresent();
    }

    private static Places places(ElfImage kernel) {
        return new Places(
                addresses(kernel, symbol -> isOfAssembly(kernel, symbol)),
                addresses(kernel, symbol -> mayChangeGs(kernel, symbol)));
    }

    private static Set<Long> addresses(ElfImage kernel, Predicate<ElfSymbol> some) {
        return kernel.symbols().stream().filter(some).map(ElfSymbol::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOfAssembly(ElfImage kernel, ElfSymbol symbol) {
        return symbol.kind() == ElfSymbol.Kind.LABEL && !OF_COMPILERS.contains(symbol.name())
                && isCode(kernel, symbol.address());
    }

    private static boolean mayChangeGs(ElfImage kernel, ElfSymbol symbol) {
        return symbol.kind() == ElfSymbol.Kind.FUNCTION && symbol.size() > 0
                && isCode(kernel, symbol.address())
                && CHANGES_GS.matcher(bytes(kernel, symbol)).find();
    }

    /** As characters; as many as its section has, whatever size it says to be of. */
    private static String bytes(ElfImage kernel, ElfSymbol symbol) {
        ElfSection section = kernel.sectionAt(symbol.address()).orElseThrow();
        long room = section.address() + section.contents().length - symbol.address();
        return new String(kernel.bytesAt(symbol.address(), (int) Math.min(symbol.size(), room)),
                StandardCharsets.ISO_8859_1);
    }

    private static boolean isCode(ElfImage kernel, long address) {
        return kernel.sectionAt(address).map(ElfSection::name).filter(".text"::equals)
                .isPresent();
    }
}
