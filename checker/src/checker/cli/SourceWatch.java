package checker.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for sources to change. */
public final class SourceWatch implements AutoCloseable {

    /** Editors save in several steps; the sources count as changed once they were still so long. */
    private static final long STILL_MILLISECONDS = 150;

    private final List<Path> folders;
    private final WatchService service;

    /** Watches folders and all below them, those made later included, from now on. */
    public SourceWatch(Path... folders) throws IOException {
        this.folders = List.of(folders);
        service = FileSystems.getDefault().newWatchService();
        watchAll();
    }

    /**
     * Waits for a change, then until nothing changes any more.
     *
     * @throws InterruptedException also when it is closed meanwhile
     */
    public void awaitChange() throws InterruptedException, IOException {
        try {
            boolean changed = false;
            while (!changed) {
                changed = counts(service.take());
            }
            WatchKey key = service.poll(STILL_MILLISECONDS, TimeUnit.MILLISECONDS);
            while (key != null) {
                counts(key);
                key = service.poll(STILL_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException("no longer watched");
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private boolean counts(WatchKey key) throws IOException {
        Path at = (Path) key.watchable();
        boolean counts = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                watchAll();
                counts = true;
            } else {
                Path changed = at.resolve((Path) event.context());
                if (Files.isDirectory(changed)) {
                    watchAll(changed);
                }
                counts |= isSource(changed);
            }
        }
        // A folder that is gone leaves its key invalid. One that an editor puts in its place is
        // an event of the folder above.
        key.reset();
        return counts;
    }

    private void watchAll() throws IOException {
        for (Path folder : folders) {
            watchAll(folder);
        }
    }

    private void watchAll(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
                    throws IOException {
                at.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // it vanished meanwhile
            }
        });
    }

    /** What editors write beside a file while it is open is none. */
    private static boolean isSource(Path changed) {
        String name = changed.getFileName().toString();
        boolean scratch = name.startsWith(".") || name.startsWith("#") || name.endsWith("~")
                || name.equals("4913"); // the file by which vim tries whether it may write
        return !scratch;
    }
}
