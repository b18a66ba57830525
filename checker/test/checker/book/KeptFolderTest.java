package checker.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is found until there is no room for it. */
class KeptFolderTest {

    @TempDir private Path folder;

    private void put(String name, long daysAgo) throws IOException {
        new KeptFolder(folder, 0).keep(name, "0123456789");
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(
                System.currentTimeMillis() - daysAgo * 86_400_000));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsKeptIsFoundByItsNameOnly() throws IOException {
        KeptFolder kept = new KeptFolder(folder.resolve("new"), 100);
        assertTrue(kept.find("a").isEmpty());
        kept.keep("a", "text");

        assertEquals(Optional.of("text"), kept.find("a"));
        assertTrue(kept.find("b").isEmpty());
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        put("newest", 1);
        put("older", 2);
        put("oldest", 3);
        new KeptFolder(folder, 20).clean();

        assertEquals(List.of("newest", "older"), names());
    }

    @Test
    void useCountsAsNew() throws IOException {
        put("newest", 1);
        put("oldest", 3);
        new KeptFolder(folder, 10).find("oldest");
        new KeptFolder(folder, 10).clean();

        assertEquals(List.of("oldest"), names());
    }

    @Test
    void whatThisOneUsedStaysHoweverBig() throws IOException {
        put("other", 0);
        KeptFolder kept = new KeptFolder(folder, 0);
        kept.keep("one", "0123456789");
        kept.keep("two", "0123456789");
        kept.clean();

        assertEquals(List.of("one", "two"), names());
    }

    @Test
    void anEmptyOrMissingFolderIsClean() throws IOException {
        new KeptFolder(folder.resolve("none"), 0).clean();
        new KeptFolder(folder, 0).clean();

        assertEquals(List.of(), names());
    }
}
