package checker.qemu;

import checker.process.MissingToolException;
import checker.process.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A QEMU of its own, started as any program is.
 *
 * <p>Between it and this JVM stands a shell that holds the reading end of a pipe: when the pipe
 * closes, because we closed it or because the JVM is gone (even by SIGKILL), the shell kills QEMU
 * and removes its private folder. Where there is {@code setpriv}, the kernel of a Linux host also
 * kills QEMU when that shell is killed.
 */
final class SupervisedQemu implements QemuProcess {

    /** Arguments: the private folder, then QEMU's command line. */
    private static final String SUPERVISOR = """
            trap '' HUP INT TERM
            ulimit -c 0; ulimit -f 262144
            "$@" </dev/null >&2 &
            qemu=$!
            exec 2>/dev/null
            read -r never
            kill -9 $qemu
            wait $qemu
            status=$?
            rm -rf "$0"
            exit $status
            """;

    private static final int SECONDS_TO_DIE = 60;

    private final List<String> commandLine;
    private final Process supervisor;
    private final StringBuffer errors = new StringBuffer();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private SupervisedQemu(List<String> commandLine, Process supervisor) {
        this.commandLine = List.copyOf(commandLine);
        this.supervisor = supervisor;
    }

    /** See {@link QemuStarter#start}. */
    static SupervisedQemu start(List<String> commandLine, Path folder) throws IOException {
        Path program = Programs.find(commandLine.get(0))
                .orElseThrow(() -> new MissingToolException(commandLine.get(0)));
        List<String> line = new ArrayList<>(
                List.of("/bin/sh", "-c", SUPERVISOR, folder.toString()));
        Optional<Path> setpriv = Programs.find("setpriv");
        if (setpriv.isPresent()) {
            line.addAll(List.of(setpriv.get().toString(), "--pdeathsig", "KILL", "--"));
        }
        line.add(program.toString());
        line.addAll(commandLine.subList(1, commandLine.size()));
        SupervisedQemu process = new SupervisedQemu(commandLine, new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
        process.collectErrors();
        return process;
    }

    @Override
    public List<String> commandLine() {
        return commandLine;
    }

    @Override
    public String errors() {
        return errors.toString();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public int end() throws InterruptedException {
        closePipe();
        if (!supervisor.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
            throw new IllegalStateException("QEMU does not die: " + supervisor.info());
        }
        return supervisor.exitValue();
    }

    private void closePipe() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException e) {
            errors.append(e.getMessage()); // the pipe is closed all the same
        }
    }

    private void collectErrors() {
        Thread collector = new Thread(() -> {
            try (InputStream stream = supervisor.getErrorStream()) {
                byte[] chunk = new byte[4096];
                for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                    keep(new String(chunk, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                errors.append(e.getMessage());
            } finally {
                ended.complete(null);
            }
        }, "qemu-errors");
        collector.setDaemon(true);
        collector.start();
    }

    private void keep(String text) {
        int room = MOST_ERROR_BYTES - errors.length();
        errors.append(text, 0, Math.min(text.length(), Math.max(room, 0)));
    }
}
