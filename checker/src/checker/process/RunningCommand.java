package checker.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A started command: feeds it, drains it, and ends it at its limit. */
final class RunningCommand {

    private final Command command;
    private final Process process;
    private final long started = System.nanoTime();

    RunningCommand(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * Waits until the program ended and its output came to its end. Both outputs are drained by
     * threads of their own: a program whose pipe is full would wait for ever.
     */
    CommandResult awaitEnd() {
        Drain output = new Drain(process.getInputStream());
        Drain errors = new Drain(process.getErrorStream());
        thread("input", this::feed);
        Thread[] drains = {thread("output", output), thread("errors", errors)};
        try {
            boolean ended = process.waitFor(remaining().toNanos(), TimeUnit.NANOSECONDS);
            for (Thread drain : drains) {
                TimeUnit.NANOSECONDS.timedJoin(drain, Math.max(1, remaining().toNanos()));
                ended &= !drain.isAlive();
            }
            if (!ended) {
                throw timedOut(output, errors);
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException(command);
        }
        return new CommandResult(command.arguments(), process.exitValue(),
                output.bytes(), errors.bytes(), Duration.ofNanos(System.nanoTime() - started));
    }

    private CommandTimedOutException timedOut(Drain output, Drain errors) {
        kill();
        String said = new String(output.bytes(), StandardCharsets.UTF_8)
                + new String(errors.bytes(), StandardCharsets.UTF_8);
        return new CommandTimedOutException(command.arguments(), command.limit(), said);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Duration remaining() {
        return command.limit().minusNanos(System.nanoTime() - started);
    }

    private void feed() {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(command.input());
        } catch (IOException e) {
            return; // the program ended, or closed its input, without reading all: its right
        }
    }

    private Thread thread(String what, Runnable task) {
        Thread thread = new Thread(task, what + " of " + command.arguments().get(0));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Reads a stream to its end and keeps the bytes. */
    private static final class Drain implements Runnable {

        private final InputStream stream;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Drain(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    kept.write(buffer, 0, count);
                }
            } catch (IOException e) {
                return; // the program was killed; what it wrote before is kept
            }
        }

        byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
