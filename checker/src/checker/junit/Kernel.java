package checker.junit;

import checker.kernel.BuildOrder;
import checker.kernel.BuiltKernel;
import checker.kernel.ElfImage;
import checker.kernel.KernelBuild;
import checker.kernel.MissingDefinitionException;
import checker.kernel.OffsetRequest;
import checker.kernel.Offsets;
import checker.report.Cause;
import checker.report.Diagnosis;
import checker.report.Fact;
import java.nio.file.Path;
import java.util.List;

/**
 * The kernel that is judged, built for one architecture.
 *
 * @param elf the file that is booted
 * @param image its symbols and sections
 * @param order how it was built
 * @param build what built it
 */
public record Kernel(Path elf, ElfImage image, BuildOrder order, KernelBuild build) {

    /** The diagnosis of a kernel whose headers lack what the lesson's contract lists. */
    public static final String MISSING_DEFINITION = "missing-definition";
    /** The diagnosis of a kernel without a function or variable of the contract. */
    public static final String MISSING_SYMBOL = "missing-symbol";
    /** The diagnosis of a pointer of the kernel that leads to memory that is not mapped. */
    public static final String WILD_ADDRESS = "wild-address";

    static Kernel of(BuiltKernel built, KernelBuild build) {
        return new Kernel(built.elf(), ElfImage.read(built.elf()), built.order(), build);
    }

    /** Where fields of its structures lie; throws a {@link Finding} when they are not there. */
    public Offsets offsets(OffsetRequest request) {
        try {
            return build.offsets(order, elf, request);
        } catch (MissingDefinitionException e) {
            throw new Finding(Diagnosis.of(Cause.DOES_NOT_BUILD,
                    "a definition of the lesson's contract is missing",
                    new Fact("missing", e.getMessage())).keyed(MISSING_DEFINITION));
        }
    }

    /**
     * Which of the enumerators of a header has a value; the value in digits when none has.
     *
     * @param header from the kernel's folder: {@code smp/BootPolicy.h}
     */
    public String enumerator(String header, List<String> enumerators, long value) {
        OffsetRequest request = OffsetRequest.of(header);
        for (String enumerator : enumerators) {
            request = request.constant(enumerator);
        }
        Offsets offsets = offsets(request);
        return enumerators.stream().filter(each -> offsets.constant(each) == value)
                .findFirst().orElse(String.valueOf(value));
    }

    /** The address of a symbol of the contract; throws a {@link Finding} when it has none. */
    public long address(String symbol) {
        return image.address(symbol).orElseThrow(() -> new Finding(missing(symbol)));
    }

    static Diagnosis missing(String symbol) {
        return Diagnosis.of(Cause.DOES_NOT_BUILD, "the kernel has no symbol " + symbol,
                new Fact("expected", "a function or variable named " + symbol
                        + ", as the lesson's contract lists it"),
                new Fact("found", "none in kernel.elf")).keyed(MISSING_SYMBOL);
    }
}
