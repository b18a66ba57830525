package checker.qemu;

import checker.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A QEMU that a nursery made. */
final class CopiedQemu implements QemuProcess {

    private static final int SECONDS_TO_DIE = 60;

    private final Nursery nursery;
    private final long id;
    private final List<String> commandLine;
    private final Path folder;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;
    private volatile String lastWords = "";
    private volatile boolean cleared;

    CopiedQemu(Nursery nursery, List<String> commandLine, Path folder) throws IOException {
        this.nursery = nursery;
        this.commandLine = List.copyOf(commandLine);
        this.folder = folder;
        ended = code.thenAccept(ending -> { });
        id = nursery.start(commandLine, folder, code);
    }

    @Override
    public List<String> commandLine() {
        return commandLine;
    }

    @Override
    public String errors() {
        return cleared ? lastWords : written();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public synchronized int end() throws InterruptedException {
        try {
            if (!code.isDone()) {
                nursery.kill(id);
            }
            int ending = code.get(SECONDS_TO_DIE, TimeUnit.SECONDS);
            clear();
            return ending;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("QEMU does not die: " + id, e);
        }
    }

    private void clear() throws IOException {
        if (cleared) {
            return;
        }
        lastWords = written();
        cleared = true;
        Folders.delete(folder);
        nursery.forget(id);
    }

    private String written() {
        try (InputStream errors = Files.newInputStream(folder.resolve("errors"))) {
            return new String(errors.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return lastWords; // it has not come so far, or has gone
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
