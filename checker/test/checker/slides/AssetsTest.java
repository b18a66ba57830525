package checker.slides;

import static org.junit.jupiter.api.Assertions.assertEquals;

import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the decks are shown with. */
class AssetsTest {

    private static final Pattern COLOUR = Pattern.compile("(--\\w+): (?:light-dark\\()?(#\\w{6})");

    private final Path checker = Repository.find().root().resolve("checker");

    @Test
    void revealIsAsItsAuthorsPackedIt() throws IOException, NoSuchAlgorithmException {
        Path folder = checker.resolve("slides/reveal");
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("SHA256SUMS"))) {
            if (!line.startsWith("#")) {
                expected.put(line.substring(66), line.substring(0, 64));
            }
        }
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.endsWith("SHA256SUMS")).toList()) {
                found.put(file.getFileName().toString(), HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            }
        }
        assertEquals(expected, found);
    }

    /** The light ones; the first of each name counts. */
    private static Map<String, String> colours(Path style) throws IOException {
        Map<String, String> colours = new TreeMap<>();
        Matcher colour = COLOUR.matcher(Files.readString(style));
        while (colour.find()) {
            colours.putIfAbsent(colour.group(1), colour.group(2));
        }
        return colours;
    }

    @Test
    void theDecksHaveTheColoursOfTheBook() throws IOException {
        Map<String, String> book = colours(checker.resolve("book/book.css"));
        Map<String, String> decks = colours(checker.resolve("slides/colours.css"));
        book.keySet().retainAll(decks.keySet());

        assertEquals(book, decks);
    }
}
