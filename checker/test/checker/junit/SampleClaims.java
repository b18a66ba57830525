package checker.junit;

import static checker.junit.Expectation.expect;
import static checker.junit.Expectation.expectToReach;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import checker.machine.Architecture;
import checker.machine.GuestDuration;
import checker.machine.Machine;
import checker.machine.MachineSpec;
import checker.machine.UnknownSymbolException;
import checker.process.MissingToolException;
import checker.report.Cause;
import java.util.List;
import java.util.stream.Stream;

/** Claims of every kind, judged by {@link OutcomesTest}; none is about a real kernel. */
final class SampleClaims {

    private SampleClaims() {}

    @Step(1)
    @Criterion("the plan's words")
    @Hint(where = "class where", wrong = "class wrong", fix = "class fix")
    static final class CountsTest {

        @OnEveryMachine(cpus = {1, 4})
        @Hint(where = "any", wrong = "any wrong", fix = "any fix", hunk = "Count")
        @Hint(diagnosis = "off-by-one", where = "keyed", wrong = "one too many", fix = "use <")
        @Hint(causes = Cause.RESET, where = "reset", wrong = "tripled", fix = "load the IDT")
        void theCPUCountIsRight(Boot boot) {
            expect("CPU count", boot.hardware().cpus().size() + 1)
                    .given("QEMU has", boot.spec().topology().present())
                    .diagnose("off-by-one", count -> count == 2)
                    .toBe(boot.spec().topology().present());
        }

        @OnEveryMachine
        void everythingIsFine(Boot boot) {
            expect("APIC ids", boot.hardware().apicIds()).toBe(List.of(0));
        }
    }

    @Step(1)
    static final class OwnMachineTest {

        @OnEveryMachine
        void itGetsThere(Machine machine) {
            expectToReach(machine, "There", GuestDuration.ofSeconds(1));
        }
    }

    @Step(1)
    static final class LooksAfterwardsTest {

        @OnEveryMachine
        void itStandsSomewhere(Machine machine) {
            machine.runToEnd(GuestDuration.ofSeconds(1));
            expect("CPUs", machine.cpus().size()).toBe(1);
        }
    }

    @Step(1)
    static final class OddTest {

        @OnEveryMachine
        void itNeedsMore(Draw draw) {
            assumeTrue(draw.between(1, 2) > 2, "this host has no x2APIC");
        }

        @OnEveryMachine
        void itIsBroken(Draw draw) {
            throw new IllegalStateException("a bug of the check " + draw.between(7, 7));
        }

        @OnEveryMachine
        void itMissesATool(Draw draw) {
            throw new MissingToolException("qemu-system-x86_64");
        }

        @OnEveryMachine
        void itMissesASymbol(Draw draw) {
            throw new UnknownSymbolException("KernelReady");
        }
    }

    @Step(1)
    static final class DrawnTest {

        @OnEveryMachine(from = ThreeDrawn.class)
        void itHoldsOnDrawnMachines(Boot boot) {
            expect("topology", boot.spec().topology().present()).to("be at least 2", n -> n >= 2);
        }

        @OnEveryMachine(onlyThorough = true)
        void itTakesLong(Boot boot) {
            expect("CPUs", boot.hardware().cpus().size()).toBe(1);
        }
    }

    static final class ThreeDrawn implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            return Stream.generate(() -> NamedSpec.of("drawn",
                    MachineSpec.of(architecture).withCpus(draw.between(2, 200)))).limit(3);
        }
    }

    static final class BrokenMatrix implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(Architecture architecture, Draw draw, boolean thorough) {
            throw new IllegalStateException("no machine can be drawn");
        }
    }

    @Step(1)
    static final class UnmakeableTest {

        @OnEveryMachine(from = BrokenMatrix.class)
        void itNeverBegins(Boot boot) {
            expect("boot", boot).toBe(boot);
        }
    }
}
