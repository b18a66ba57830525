package checker.machine;

import checker.gdb.GdbClient;
import checker.gdb.GdbException;
import checker.process.MissingToolException;
import checker.qemu.Connections;
import checker.qemu.QemuProcess;
import checker.qemu.QemuStarter;
import checker.qmp.QmpClient;
import checker.qmp.QmpEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One QEMU with its two control connections; turns whatever fails on them into a
 * {@link MachineFailedException} with everything that a stranger needs.
 */
final class Session implements AutoCloseable {

    /** Something that talks to QEMU. */
    @FunctionalInterface
    interface Exchange<T> {
        T run() throws IOException, InterruptedException;
    }

    /** In host time; an answer takes milliseconds, so only a broken QEMU ever takes so long. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SERIAL_LINES = 20;
    private static final int MOST_SECONDS_TO_END = 10;

    private final MachineFiles files;
    private final QemuProcess process;
    private final GuestChannel serial;
    private QmpClient qmp;
    private GdbClient gdb;
    private Optional<NetworkLine> network = Optional.empty();
    private Optional<TypedInput> typed = Optional.empty();

    private Session(MachineFiles files, QemuProcess process) {
        this.files = files;
        this.process = process;
        this.serial = new GuestChannel("serial line", files.serial());
    }

    /**
     * Starts QEMU and connects to it; the guest stands before its first instruction.
     *
     * @throws MissingToolException when QEMU is not installed
     */
    static Session start(QemuStarter starter, List<String> commandLine, MachineSpec spec,
            MachineFiles files) throws IOException {
        Optional<TypedInput> typed = spec.typedTo()
                ? Optional.of(TypedInput.make(files)) : Optional.empty();
        try (Connections gdbSocket = new Connections(files.gdbSocket());
                Connections qmpSocket = new Connections(files.qmpSocket());
                Connections networkSocket = new Connections(files.networkSocket())) {
            Session session = new Session(files, starter.start(commandLine, files.folder()));
            session.typed = typed;
            try {
                session.call(() -> session.connected(gdbSocket, qmpSocket, spec));
                if (spec.hardwareAddress().isPresent()) {
                    session.network = Optional.of(session.call(() -> new NetworkLine(
                            networkSocket.accept(session.process, PATIENCE))));
                }
                return session;
            } catch (MachineFailedException e) {
                session.close();
                throw e;
            }
        }
    }

    private Session connected(Connections gdbSocket, Connections qmpSocket, MachineSpec spec)
            throws IOException, InterruptedException {
        try {
            connect(gdbSocket, qmpSocket);
            beginLog(spec.executionLog());
            return this;
        } catch (IOException e) {
            awaitEnd(); // it connects before it reads the kernel, and says late what is wrong
            throw e;
        }
    }

    private void connect(Connections gdbSocket, Connections qmpSocket)
            throws IOException, InterruptedException {
        SocketChannel gdbChannel = gdbSocket.accept(process, PATIENCE);
        SocketChannel qmpChannel = qmpSocket.accept(process, PATIENCE);
        qmp = new QmpClient(qmpChannel, PATIENCE);
        gdb = new GdbClient(gdbChannel, PATIENCE);
    }

    /**
     * Not from the start by -d: making a machine resets each CPU many times, and each time all its
     * registers would go to the trace, by a system call a line.
     */
    private void beginLog(Optional<ExecutionLog> log) throws IOException, InterruptedException {
        gdb.monitor().answer("log cpu_reset" + log.map(wanted -> "," + wanted.items()).orElse(""));
        if (log.filter(ExecutionLog::oneByOne).isPresent()
                && gdb.monitor().answer("singlestep on").contains("unknown command")) {
            gdb.monitor().answer("one-insn-per-tb on"); // its name from QEMU 8.1 on
        }
    }

    /** Runs an exchange; its failure, or an interrupt of this thread, ends the machine. */
    <T> T call(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (IOException | IllegalArgumentException e) {
            // A socket that a thread uses while it is interrupted breaks.
            throw Thread.interrupted() ? interrupted(e) : failure(e.getMessage(), e);
        }
    }

    /** Ends the machine; the flag is set again last, for reading files fails while it is set. */
    private MachineFailedException interrupted(Exception cause) {
        process.close();
        MachineFailedException failure = failure("interrupted", cause);
        Thread.currentThread().interrupt();
        return failure;
    }

    /** An exception for this machine, with its command line and its last words. */
    MachineFailedException failure(String problem, Throwable cause) {
        String message = problem
                + "\n  QEMU: " + String.join(" ", process.commandLine())
                + "\n  QEMU said: " + (errors().isBlank() ? "(nothing)" : errors().strip())
                + "\n  last QMP exchange: " + (qmp == null ? "(none)" : qmp.lastExchange())
                + "\n  last GDB exchange: " + (gdb == null ? "(none)" : gdb.lastExchange())
                + "\n  last serial lines:\n" + serial.lastLines(SERIAL_LINES);
        return new MachineFailedException(message, errors().strip(), cause);
    }

    /** The other end of the network cable; none when the machine has no card. */
    NetworkLine network() {
        return network.orElseThrow(() -> new IllegalStateException(
                "the spec has no network card: MachineSpec.withNetwork"));
    }

    /** Puts frames on the network cable. */
    void send(List<byte[]> frames) {
        call(() -> {
            network().send(frames);
            settle(1);
            return frames;
        });
    }

    /** Types on the serial line. */
    void type(String text) {
        TypedInput keyboard = typed.orElseThrow(() -> new IllegalStateException(
                "nobody types to this machine: MachineSpec.withTyping"));
        call(() -> {
            keyboard.type(text);
            settle(Math.min(text.length(), 2 * TypedInput.MOST_AT_ONCE));
            return text;
        });
    }

    /**
     * Returns when QEMU has taken what was written to its sockets and pipes before. It looks at all
     * of them in turn, so between two answers it has looked at each once at least; from a pipe it
     * takes one character at a look.
     *
     * @param looks how many
     */
    private void settle(int looks) throws IOException, InterruptedException {
        for (int count = 0; count <= looks; count++) {
            qmp.execute("query-status", Map.of());
        }
    }

    QmpClient qmp() {
        return qmp;
    }

    GdbClient gdb() {
        return gdb;
    }

    MachineFiles files() {
        return files;
    }

    List<String> commandLine() {
        return process.commandLine();
    }

    String errors() {
        return process.errors();
    }

    boolean ended() {
        return process.ended().isDone();
    }

    /** Waits for QEMU's end after a connection broke; it comes within milliseconds, or never. */
    void awaitEnd() throws InterruptedException {
        try {
            process.ended().get(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return; // QEMU lives on: ended() tells
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether QEMU complained of nothing but what we know of. */
    boolean quiet() {
        return errors().lines().allMatch(line -> line.contains("warning:"));
    }

    /** Ends QEMU when it has not ended, and gives its exit code. */
    int exitCode() throws InterruptedException {
        return process.end();
    }

    /** Stops the running machine. */
    void stop() throws GdbException, InterruptedException {
        gdb.interrupt();
        if (gdb.awaitStop(PATIENCE).isEmpty()) {
            throw new GdbException("the machine does not stop");
        }
    }

    /** Whether the machine runs, by QEMU's own word. */
    boolean runs() throws IOException, InterruptedException {
        return qmp.execute("query-status", Map.of()) instanceof Map<?, ?> status
                && Boolean.TRUE.equals(status.get("running"));
    }

    /** Returns when each event that QEMU has reported until now has arrived. */
    void hearAllReports() throws IOException, InterruptedException {
        settle(0);
    }

    /** Whether QEMU reported that event so far, with that reason. */
    boolean reported(String name, String reason) {
        return qmp.events().stream().map(QmpEvent::toString)
                .anyMatch(event -> event.equals(name + " " + reason));
    }

    boolean reported(String name) {
        return qmp.events().stream().map(QmpEvent::name).anyMatch(name::equals);
    }

    /** The trace file's text, as far as QEMU has written it. */
    String trace() {
        try {
            Path trace = files.trace();
            return Files.exists(trace) ? Files.readString(trace, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw failure("cannot read QEMU's trace: " + e.getMessage(), e);
        }
    }

    /** Tells what the trace file has of executed instructions: none unless they were asked for. */
    void readTrace(ExecutionReader reader) {
        try (BufferedReader text = Files.newBufferedReader(files.trace(),
                StandardCharsets.ISO_8859_1)) {
            ExecutionText.read(text, reader);
        } catch (IOException e) {
            throw failure("cannot read QEMU's log: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (var forNetwork = network.orElse(null); var forInput = typed.orElse(null);
                var forQmp = qmp; var forGdb = gdb) {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a pipe or a socket", e);
        }
    }
}
