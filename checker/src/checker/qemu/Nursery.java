package checker.qemu;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One program that waits, loaded and linked, to be copied; `checker/nursery/Nursery.c` has its
 * language. It ends, with all its copies, when its input does, however this JVM ends.
 */
final class Nursery implements AutoCloseable {

    /** What a copy is said to have ended with whose end nobody saw. */
    private static final int LOST = 128 + 9;
    private static final int SECONDS_TO_END = 60;
    private static final String READY = "ready";
    /**
     * One heap, which grows by what a machine takes, in pages of 2 MiB where the host has them:
     * else 2,400 of the 3,400 page faults of a start are its.
     */
    private static final String MALLOC = "glibc.malloc.arena_max=1"
            + ":glibc.malloc.top_pad=16777216:glibc.malloc.hugetlb=1";

    private final Process process;
    private final OutputStream requests;
    private final BufferedReader lines;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<Integer>> running = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    private Nursery(Process process) {
        this.process = process;
        requests = process.getOutputStream();
        lines = new BufferedReader(new InputStreamReader(
                process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Loads the program at that path; empty when it does not become a nursery. */
    static Optional<Nursery> of(Path program, Path library) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(),
                "(waits, to be copied by the checker)")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("GLIBC_TUNABLES", MALLOC);
        builder.environment().put("NURSERY_OF", program.toRealPath().getFileName().toString());
        Nursery nursery = new Nursery(builder.start());
        if (!READY.equals(nursery.lines.readLine())) {
            nursery.process.destroyForcibly();
            return Optional.empty();
        }
        Thread reader = new Thread(nursery::hear, "nursery");
        reader.setDaemon(true);
        reader.start();
        return Optional.of(nursery);
    }

    /** Whether it still serves requests. */
    boolean isOpen() {
        return open;
    }

    /** Starts a copy, under a number that it has from now on. */
    long start(List<String> arguments, Path folder, CompletableFuture<Integer> code)
            throws IOException {
        long id = lastId.incrementAndGet();
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        put(strings, folder.toString());
        for (String argument : arguments) {
            put(strings, argument);
        }
        running.put(id, code);
        send("start " + id + " " + strings.size() + "\n", strings.toByteArray());
        if (!open) {
            lose();
        }
        return id;
    }

    /** Ends a copy that runs. */
    void kill(long id) {
        tell("kill " + id + "\n");
    }

    /** Leaves the folder of a copy that has ended to whoever asked for it. */
    void forget(long id) {
        tell("forget " + id + "\n");
    }

    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ends by itself
        }
    }

    private static void put(ByteArrayOutputStream strings, String string) {
        strings.writeBytes(string.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
    }

    private void send(String line, byte[] rest) throws IOException {
        synchronized (requests) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(rest);
            requests.write(request.toByteArray());
            requests.flush();
        }
    }

    /** Asks for what a nursery that has gone has done already: its copies went with it. */
    private void tell(String line) {
        try {
            send(line, new byte[0]);
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void hear() {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                CompletableFuture<Integer> code = running.remove(Long.parseLong(words[1]));
                code.complete(Integer.parseInt(words[2]));
            }
        } catch (IOException e) {
            process.destroyForcibly(); // and with it all copies
        } finally {
            open = false;
            lose();
        }
    }

    private void lose() {
        running.values().forEach(code -> code.complete(LOST));
    }
}
