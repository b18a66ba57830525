package checker.kernel;

/** Thrown where only a built kernel will do and the sources do not build. */
public final class BuildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BuildFailure failure;

    BuildFailedException(BuildFailure failure) {
        super("the kernel does not build for " + failure.order().describe() + "\n"
                + failure.summary() + "\nfull output: " + failure.log());
        this.failure = failure;
    }

    public BuildFailure failure() {
        return failure;
    }
}
