package checker.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the host's cores busy, as a laptop is that does other things besides. The processes end
 * with this object, and by themselves when this process is killed.
 */
final class Load implements AutoCloseable {

    // Looks from time to time whether the process that started it is still there.
    private static final String LOOP = "while kill -0 \"$1\" 2>/dev/null; do n=0;"
            + " while [ $n -lt 20000 ]; do n=$((n + 1)); done; done";

    private final List<Process> processes = new ArrayList<>();
    private final Thread end = new Thread(this::kill, "end of the load");

    /** Starts a busy process for each of a number of cores. */
    Load(int cores) throws IOException {
        Runtime.getRuntime().addShutdownHook(end);
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            for (int core = 0; core < cores; core++) {
                processes.add(new ProcessBuilder("sh", "-c", LOOP, "load", self)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** How many of the processes are running. */
    int running() {
        return (int) processes.stream().filter(Process::isAlive).count();
    }

    List<ProcessHandle> handles() {
        return processes.stream().map(Process::toHandle).toList();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            return; // the JVM is going down, and the hook finds nothing left
        }
    }

    private void kill() {
        processes.forEach(Process::destroyForcibly);
    }
}
