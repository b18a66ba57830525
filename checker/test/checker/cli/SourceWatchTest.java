package checker.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final int STILL_MILLISECONDS = 500;

    @TempDir private Path temporary;

    private interface Edit {
        void make() throws IOException;
    }

    private boolean notices(int milliseconds, Edit edit) throws Exception {
        try (SourceWatch watch = new SourceWatch(temporary)) {
            CountDownLatch noticed = new CountDownLatch(1);
            Thread waiter = new Thread(() -> {
                try {
                    watch.awaitChange();
                    noticed.countDown();
                } catch (InterruptedException | IOException e) {
                    return; // the watch was closed: nothing was noticed
                }
            });
            waiter.start();
            edit.make();
            boolean seen = noticed.await(milliseconds, TimeUnit.MILLISECONDS);
            watch.close();
            waiter.join();
            return seen;
        }
    }

    private void assertNotices(Edit edit) throws Exception {
        assertTrue(notices(1000 * PATIENCE_SECONDS, edit));
    }

    @Test
    void anEditBelowTheFolderIsNoticed() throws Exception {
        Path file = Files.createDirectories(temporary.resolve("a/b")).resolve("File.c");
        Files.writeString(file, "old");

        assertNotices(() -> Files.writeString(file, "new"));
        assertNotices(() -> Files.delete(file));
    }

    @Test
    void anEditorThatRenamesIsNoticed() throws Exception {
        Path file = Files.writeString(temporary.resolve("File.c"), "old");
        Path swap = Files.writeString(temporary.resolve(".File.c.swp"), "new");

        assertNotices(() -> Files.move(swap, file, StandardCopyOption.ATOMIC_MOVE));
    }

    @Test
    void aFolderMadeLaterIsWatchedToo() throws Exception {
        assertNotices(() -> Files.createDirectories(temporary.resolve("new/deeper")));
    }

    @Test
    void whatEditorsLeaveBesideASourceIsNot() throws Exception {
        assertFalse(notices(STILL_MILLISECONDS, () -> {
            Files.writeString(temporary.resolve(".File.c.swp"), "x");
            Files.writeString(temporary.resolve("File.c~"), "x");
            Files.writeString(temporary.resolve("4913"), "x");
        }));
    }
}
