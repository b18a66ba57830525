package checker.kernel;

/** What came of a build: a kernel, or the reasons why there is none. */
public sealed interface BuildResult permits BuiltKernel, BuildFailure {

    /** The kernel; throws a {@link BuildFailedException} when the sources do not build. */
    BuiltKernel orElseThrow();
}
