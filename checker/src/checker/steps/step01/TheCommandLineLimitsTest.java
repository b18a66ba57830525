package checker.steps.step01;

import checker.junit.Boot;
import checker.junit.Criterion;
import checker.junit.Draw;
import checker.junit.Hint;
import checker.junit.MachineMatrix;
import checker.junit.NamedSpec;
import checker.junit.OnEveryMachine;
import checker.junit.Step;
import checker.machine.Architecture;
import checker.machine.MachineSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code nosmp} and {@code maxcpus=N} keep processors out of the table, never the boot CPU. */
@Step(1)
@Criterion("Keep a uniprocessor fallback path (boot with `nosmp` flag) until SMP is stable.")
@Hint(diagnosis = "left-out-in-silence",
        where = "Look for the lines that begin with left out:",
        wrong = "maxcpus=N leaves processors out, and the log does not say which.",
        fix = "Let maxcpus=N be the limit of the table, so that whoever finds it full prints "
                + "`left out: ACPI processor N, APIC ID N`.",
        hunk = "LogUnrecorded")
@Hint(diagnosis = "recorded-twice",
        where = "Look at what is done once the table is full.",
        wrong = "A processor stands in the table twice, and another one has lost its place.",
        fix = "Leave the records that there are alone: keep a place for the boot processor while "
                + "it has not come, and give each APIC ID one record.",
        hunk = "KeptForBootCPU")
@Hint(where = "Look at where nosmp and maxcpus=N of the command line are asked for.",
        wrong = "With nosmp, maxcpus=0 or maxcpus=1 only the boot processor is to be recorded; "
                + "with maxcpus=N at most N, the boot processor among them.",
        fix = "Let nosmp be a reason for the boot policy to refuse; let the limit of the table "
                + "be the smaller of MAX_CPUS and N.",
        hunk = "IsUnwanted")
class TheCommandLineLimitsTest {

    private static final int CPUS = 6;

    /** A boot command line that leaves one CPU. */
    static final class OneOnly implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            NamedSpec byAnother = NamedSpec.of("nosmp-booted-by-another", six(architecture)
                    .withArguments("nosmp").bootedBy(draw.between(1, CPUS - 1)));
            List<String> inTurn = draw.oneOrAll(thorough, List.of("maxcpus=0", "maxcpus=1"));
            return Stream.concat(Stream.of(byAnother), inTurn.stream()
                    .map(words -> NamedSpec.of(words.replace('=', '-'),
                            six(architecture).withArguments(words))));
        }
    }

    /** Every limit from two CPUs to more than there are. */
    static final class Limits implements MachineMatrix {

        @Override
        public Stream<NamedSpec> machines(
                Architecture architecture, Draw draw, boolean thorough) {
            IntStream limits = thorough ? IntStream.rangeClosed(2, CPUS + 1)
                    : IntStream.of(draw.between(2, CPUS - 1), draw.between(CPUS, CPUS + 1));
            return limits.mapToObj(limit -> NamedSpec.of("maxcpus-" + limit,
                    six(architecture).withArguments("maxcpus=" + limit)));
        }
    }

    @OnEveryMachine(from = OneOnly.class)
    void oneCpuIsWhatOneAsksFor(Boot boot) {
        Policy.expectRefused(boot, Policy.COMMAND_LINE);
    }

    @OnEveryMachine(from = Limits.class)
    void atMostSoManyAreRecorded(Boot boot) {
        Policy.expectAllowed(boot);
        LimitedTable.expectFilled(boot,
                Integer.parseInt(boot.spec().commandLine().replace("maxcpus=", "")));
    }

    private static MachineSpec six(Architecture architecture) {
        return MachineSpec.of(architecture).withCpus(CPUS);
    }
}
