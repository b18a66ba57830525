package checker.cli;

import checker.machine.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The words that `check` understands; what they mean together is {@link CheckCommand}'s. */
final class CheckOptions {

    private static final String NO_STEP = "";

    @Parameters(index = "0", arity = "0..1", paramLabel = "STEP", defaultValue = NO_STEP,
            description = "step-1, 1 or 01-cpu-discovery. Without: lists the steps.")
    private String step;

    @Option(names = "--arch", split = ",", paramLabel = "ARCH", converter = ByLabel.class,
            description = "x86-32 or x86-64; both when left out.")
    private List<Architecture> architectures = List.of();

    @Option(names = "--only", paramLabel = "CASES", description = "Claim, Claim.behaviour or "
            + "Claim.behaviour/machine; * stands for anything.")
    private String only;

    @Option(names = "--seed", paramLabel = "N", converter = Natural.class,
            description = "Repeats a run: draws the same machines and schedules.")
    private Long seed;

    @Option(names = "--accel", paramLabel = "tcg|kvm", defaultValue = "tcg", description =
            "kvm lets the kernel run on the host's CPUs, without reproducible time.")
    private String accelerator;

    @Option(names = "--thorough", description = "Also what takes long: GRUB, UEFI, many machines.")
    private boolean thorough;

    @Option(names = "--watch", description = "Checks again whenever the kernel's sources change.")
    private boolean watch;

    @Option(names = "--hint", arity = "0..1", paramLabel = "LEVEL",
            preprocessor = HintLevel.NeedsEqualsSign.class, description =
            "More of the hint: where to look (1), what is wrong (2), how to fix it (3), "
            + "the patch hunk (4). Repeat it to go deeper, or name a level: --hint=3.")
    private List<String> hints = List.of();

    @Option(names = "--trace", description = "Draws what the kernel did, from its trace ring, for "
            + "failures and the first machine of each behaviour; from step 3 on also how CPUs come "
            + "up: log/*.trace.html, .json, .txt.")
    private boolean trace;

    @Option(names = "--verbose", description = "A line for every case, every failure in full.")
    private boolean verbose;

    @Option(names = "--kernel", paramLabel = "DIR",
            description = "The kernel to check; kernel/ of this clone when left out.")
    private Path kernel;

    @Option(names = "--jobs", paramLabel = "N", converter = Natural.class,
            description = "Machines side by side; one more than there are processors.")
    private Long jobs;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes a JSON report.")
    private Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also writes a JUnit report.")
    private Path junit;

    boolean namesStep() {
        return !step.equals(NO_STEP);
    }

    String step() {
        return step;
    }

    List<Architecture> architectures() {
        return architectures;
    }

    Optional<String> only() {
        return Optional.ofNullable(only);
    }

    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    String accelerator() {
        return accelerator;
    }

    boolean thorough() {
        return thorough;
    }

    boolean watch() {
        return watch;
    }

    List<String> hints() {
        return hints;
    }

    boolean trace() {
        return trace;
    }

    boolean verbose() {
        return verbose;
    }

    Optional<Path> kernel() {
        return Optional.ofNullable(kernel);
    }

    OptionalLong jobs() {
        return jobs == null ? OptionalLong.empty() : OptionalLong.of(jobs);
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    Optional<Path> junit() {
        return Optional.ofNullable(junit);
    }

    /** Architectures are called as everywhere: x86-32, x86-64. */
    static final class ByLabel implements ITypeConverter<Architecture> {

        @Override
        public Architecture convert(String text) {
            for (Architecture architecture : Architecture.values()) {
                if (architecture.label().equals(text)) {
                    return architecture;
                }
            }
            throw new TypeConversionException(
                    "'" + text + "' is no architecture; there are x86-32 and x86-64");
        }
    }

    /** A number from 0 on. */
    static final class Natural implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            if (!text.matches("\\d{1,18}")) {
                throw new TypeConversionException("'" + text + "' is no number from 0 on");
            }
            return Long.valueOf(text);
        }
    }
}
