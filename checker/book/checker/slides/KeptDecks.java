package checker.slides;

import checker.book.KeptFolder;
import checker.book.Text;
import checker.repository.Repository;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps decks and the teacher's guide as they were converted, by the contents of all that they are
 * made from ({@link checker.book.PageInputs}), as the book keeps its pages.
 */
final class KeptDecks {

    private static final long MOST_BYTES = 32 << 20;

    private final KeptFolder folder;

    private KeptDecks(KeptFolder folder) {
        this.folder = folder;
    }

    /** Those of a clone. */
    static KeptDecks of(Repository repository) {
        return new KeptDecks(new KeptFolder(
                repository.build().resolve("slides-decks"), MOST_BYTES));
    }

    /**
     * What is kept of a deck, if anything.
     *
     * @param key what the inputs say
     */
    Optional<Deck> deck(Path source, String key) throws IOException {
        Optional<String> kept = folder.find(file(source, key));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> map = JSON.std.mapFrom(kept.get());
        return Optional.of(new Deck(source, name(source), Files.readAllLines(source),
                map.get("title").toString(), map.get("preamble").toString(),
                ((List<?>) map.get("slides")).stream()
                        .map(each -> slide((Map<?, ?>) each)).toList()));
    }

    /** The same of the guide. */
    Optional<Text> guide(Path source, String key) throws IOException {
        Optional<String> kept = folder.find(file(source, key));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> map = JSON.std.mapFrom(kept.get());
        return Optional.of(new Text(source, name(source) + ".html", Files.readAllLines(source),
                map.get("title").toString(), List.of(), map.get("body").toString()));
    }

    void keep(Deck deck, String key) throws IOException {
        folder.keep(file(deck.source(), key), JSON.std.asString(Map.of("title", deck.title(),
                "preamble", deck.preamble(),
                "slides", deck.slides().stream().map(KeptDecks::map).toList())));
    }

    void keep(Text guide, String key) throws IOException {
        folder.keep(file(guide.source(), key), JSON.std.asString(
                Map.of("title", guide.title(), "body", guide.body())));
    }

    void clean() throws IOException {
        folder.clean();
    }

    private static Map<String, Object> map(Slide slide) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", slide.line());
        map.put("id", slide.id());
        map.put("title", slide.title());
        map.put("roles", slide.roles());
        map.put("seconds", slide.time().toSeconds());
        map.put("body", slide.body());
        map.put("notes", slide.notes());
        return map;
    }

    private static Slide slide(Map<?, ?> map) {
        return new Slide(((Number) map.get("line")).intValue(), map.get("id").toString(),
                map.get("title").toString(), map.get("roles").toString(),
                Duration.ofSeconds(((Number) map.get("seconds")).longValue()),
                map.get("body").toString(), map.get("notes").toString());
    }

    private static String file(Path source, String key) {
        return name(source) + "-" + key + ".json";
    }

    private static String name(Path source) {
        return source.getFileName().toString().replaceFirst("\\.adoc$", "");
    }
}
