package checker.kernel;

import java.nio.file.Path;

/**
 * Builds kernels by their own Makefile, and nothing twice.
 *
 * <p>Each source tree has an object folder of its own for each way to build it, so an edit costs
 * the files it touches. A finished kernel is kept under a key of everything that went into it, so
 * equal sources, wherever they lie, are built once, and a kernel in use is never overwritten.
 *
 * <p>Safe for any number of threads and processes that share a build folder: builds of one object
 * folder take turns.
 */
public final class KernelBuild {

    private final Path buildFolder;

    /** Keeps objects and kernels under {@code buildFolder}, which need not exist yet. */
    public KernelBuild(Path buildFolder) {
        this.buildFolder = buildFolder.toAbsolutePath().normalize();
    }

    /**
     * Builds the kernel, or finds it already built.
     *
     * @throws checker.process.MissingToolException when make or a compiler is not installed
     * @throws java.io.UncheckedIOException when the build folder cannot be written
     */
    public BuildResult build(BuildOrder order) {
        throw new UnsupportedOperationException("build of " + order + " in " + buildFolder);
    }

    /**
     * Asks the order's compiler where the fields of the kernel's structures lie.
     *
     * @throws MissingDefinitionException when the kernel's headers lack something requested
     * @throws BuildFailedException when the headers do not compile for another reason
     * @throws checker.process.MissingToolException when make or a compiler is not installed
     */
    public Offsets offsets(BuildOrder order, OffsetRequest request) {
        throw new UnsupportedOperationException("offsets of " + order + ": " + request.items());
    }
}
