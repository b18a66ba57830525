package checker.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write to a folder, held by one thread of one process at a time.
 *
 * <p>The operating system's file lock keeps other processes out, and ends with the process however
 * that dies. It belongs to the whole process, though, so a lock per folder keeps other threads out.
 */
final class FolderLock implements AutoCloseable {

    /** The name of the file that is locked, in each such folder. */
    static final String FILE = ".lock";

    // Static because file locks are the process's: two builders on one folder must meet here.
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel file;

    private FolderLock(ReentrantLock thread, FileChannel file) {
        this.thread = thread;
        this.file = file;
    }

    /** Waits until the folder, which is created when missing, is free, and takes it. */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        ReentrantLock thread = THREADS.computeIfAbsent(real, path -> new ReentrantLock());
        thread.lock();
        FileChannel file = null;
        try {
            file = FileChannel.open(real.resolve(FILE),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.lock();
            return new FolderLock(thread, file);
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            thread.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close(); // gives up the file lock, too
        } finally {
            thread.unlock();
        }
    }
}
