package checker.kernel;

import java.util.List;

/** The compilers that the kernel is built with: clang everywhere, gcc as the second opinion. */
public enum Toolchain {
    CLANG("clang", List.of("clang", "ld.lld", "llvm-nm", "awk")),
    GCC("gcc", List.of("gcc", "ld", "nm", "awk"));

    private final String label;
    private final List<String> programs;

    Toolchain(String label, List<String> programs) {
        this.label = label;
        this.programs = programs;
    }

    /** The word after {@code TOOLCHAIN=} on make's command line. */
    public String label() {
        return label;
    }

    /** The compiler first, then what else the build calls by name. */
    List<String> programs() {
        return programs;
    }

    @Override
    public String toString() {
        return label;
    }
}
