package checker.book;

import checker.repository.Repository;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps converted texts by the contents of all that they are made from ({@link PageInputs}), since
 * Asciidoctor takes seconds to start. A text that has a problem is not kept: who builds again is
 * told again.
 */
final class KeptPages {

    private static final long MOST_BYTES = 64 << 20;

    private final KeptFolder folder;

    KeptPages(KeptFolder folder) {
        this.folder = folder;
    }

    /** Those of a clone. */
    static KeptPages of(Repository repository) {
        return new KeptPages(new KeptFolder(repository.build().resolve("book-pages"), MOST_BYTES));
    }

    /**
     * What is kept of a source, if anything.
     *
     * @param key what the inputs say
     */
    Optional<Text> find(Contents.Source source, String key) throws IOException {
        Optional<String> kept = folder.find(name(source, key));
        return kept.isPresent() ? Optional.of(read(kept.get(), source)) : Optional.empty();
    }

    void keep(Contents.Source source, String key, Text text) throws IOException {
        folder.keep(name(source, key), write(text));
    }

    void clean() throws IOException {
        folder.clean();
    }

    private static String name(Contents.Source source, String key) {
        return source.page().replaceAll("\\.html$|[./]", "") + "-" + key + ".json";
    }

    private static String write(Text text) throws IOException {
        return JSON.std.asString(Map.of("title", text.title(), "body", text.body(),
                "headings", text.headings().stream().map(KeptPages::map).toList()));
    }

    private static Map<String, Object> map(Heading heading) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("anchor", heading.anchor());
        map.put("title", heading.title());
        map.put("below", heading.below().stream().map(KeptPages::map).toList());
        return map;
    }

    private static Text read(String json, Contents.Source source) throws IOException {
        Map<String, Object> map = JSON.std.mapFrom(json);
        return new Text(source.file(), source.page(), Files.readAllLines(source.file()),
                map.get("title").toString(), headings(map.get("headings")),
                map.get("body").toString());
    }

    private static List<Heading> headings(Object list) {
        return ((List<?>) list).stream().map(each -> (Map<?, ?>) each)
                .map(map -> new Heading(map.get("anchor").toString(),
                        map.get("title").toString(), headings(map.get("below"))))
                .toList();
    }
}
