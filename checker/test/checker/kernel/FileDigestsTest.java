package checker.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2000-01-02T00:00:00Z"));

    @TempDir
    private Path temporary;

    @Test
    void anEditIsSeen() throws IOException {
        Path file = written("one", LONG_AGO);
        String first = FileDigests.of(file);

        written("two", LATER);

        assertNotEquals(first, FileDigests.of(file));
        assertEquals(new ContentKey().file(file).text(), FileDigests.of(file));
    }

    @Test
    void anEditOfAnotherLengthIsSeenAtTheSameTime() throws IOException {
        Path file = written("one", LONG_AGO);
        String first = FileDigests.of(file);

        written("three", LONG_AGO);

        assertNotEquals(first, FileDigests.of(file));
    }

    @Test
    void anotherFileInItsPlaceIsSeen() throws IOException {
        Path file = written("one", LONG_AGO);
        String first = FileDigests.of(file);

        Path other = Files.writeString(temporary.resolve("other"), "two");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.delete(file);
        Files.move(other, file);

        assertNotEquals(first, FileDigests.of(file));
    }

    /** As by an editor that writes twice within a tick of the file system's clock. */
    @Test
    void whatHasJustBeenEditedIsReadEachTime() throws IOException {
        FileTime now = FileTime.from(Instant.now().plusSeconds(60));
        Path file = written("one", now);
        String first = FileDigests.of(file);

        written("two", now);

        assertNotEquals(first, FileDigests.of(file));
    }

    private Path written(String text, FileTime time) throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), text);
        return Files.setLastModifiedTime(file, time);
    }
}
