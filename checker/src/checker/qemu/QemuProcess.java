package checker.qemu;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running QEMU that never outlives this JVM, however the JVM ends. */
public interface QemuProcess extends AutoCloseable {

    /** As much as is kept of what QEMU says. */
    int MOST_ERROR_BYTES = 64 * 1024;

    /** QEMU's own command line, without what stands between it and us. */
    List<String> commandLine();

    /** What QEMU said on its standard error so far. */
    String errors();

    /** Completed when QEMU has ended, of itself or killed. */
    CompletableFuture<Void> ended();

    /**
     * Ends QEMU when it still runs.
     *
     * @return its exit code; 137 (128 + SIGKILL) when it had to be killed
     */
    int end() throws InterruptedException;

    /** Ends QEMU and waits for that, even on an interrupted thread. Does nothing twice. */
    @Override
    default void close() {
        boolean interrupted = Thread.interrupted();
        try {
            end();
        } catch (InterruptedException e) {
            interrupted = true; // who stands between us and QEMU finishes the work without us
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
