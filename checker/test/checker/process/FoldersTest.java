package checker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    /** More than a walk finds at once, so that the writer is met at different places. */
    private static final int FILES = 3000;

    @TempDir
    private Path temporary;

    @Test
    void allOfItGoesAndNothingThatALinkLeadsTo() throws IOException {
        Path kept = Files.writeString(temporary.resolve("kept"), "kept");
        Path folder = Files.createDirectories(temporary.resolve("folder/inner")).getParent();
        Files.writeString(folder.resolve("inner/file"), "text");
        Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("kept"));
        Files.createSymbolicLink(folder.resolve("nowhere"), temporary.resolve("missing"));

        Folders.delete(folder);

        assertFalse(Files.exists(folder, LinkOption.NOFOLLOW_LINKS));
        assertEquals("kept", Files.readString(kept));
    }

    @Test
    void aFolderThatIsNotThereIsGone() throws IOException {
        Folders.delete(temporary.resolve("missing"));

        assertTrue(Files.isDirectory(temporary));
    }

    /** As a browser's service writes its state when the browser has ended. */
    @Test
    void whoWritesThereMeanwhileDoesNotKeepIt() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("profile/state")).getParent();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(() -> writeAndRename(folder, begun));
        begun.await();

        Folders.delete(folder);
        writer.join();

        assertFalse(Files.exists(folder));
    }

    /** Until the folder is gone, or all is written. */
    private static void writeAndRename(Path folder, CountDownLatch begun) {
        try {
            for (int file = 0; file < FILES; file++) {
                Path fresh = Files.writeString(folder.resolve("state/fresh-" + file), "text");
                Files.move(fresh, folder.resolve("state/" + file));
                begun.countDown();
            }
        } catch (NoSuchFileException e) {
            begun.countDown(); // it is gone
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
