package checker.kernel;

import java.nio.file.Path;
import java.util.List;

/**
 * A kernel that was built. The file never changes: a later build of edited sources makes another.
 *
 * @param order what was asked for
 * @param elf the bootable image, with symbols and line numbers
 * @param log the full output of the build that made it
 * @param warnings what the compiler warned of in the files that this build compiled
 */
public record BuiltKernel(BuildOrder order, Path elf, Path log, List<CompilerMessage> warnings)
        implements BuildResult {

    public BuiltKernel {
        warnings = List.copyOf(warnings);
    }

    @Override
    public BuiltKernel orElseThrow() {
        return this;
    }
}
