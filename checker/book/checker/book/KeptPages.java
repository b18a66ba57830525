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
    private final PageInputs inputs;

    KeptPages(KeptFolder folder, PageInputs inputs) {
        this.folder = folder;
        this.inputs = inputs;
    }

    /** Those of a clone, for its files as they are now. */
    static KeptPages of(Repository repository, PageInputs inputs) {
        return new KeptPages(
                new KeptFolder(repository.build().resolve("book-pages"), MOST_BYTES),
                inputs);
    }

    Optional<Text> find(Contents.Source source) throws IOException {
        Optional<String> kept = folder.find(name(source));
        return kept.isPresent() ? Optional.of(read(kept.get(), source)) : Optional.empty();
    }

    void keep(Contents.Source source, Text text) throws IOException {
        folder.keep(name(source), write(text));
    }

    void clean() throws IOException {
        folder.clean();
    }

    private String name(Contents.Source source) throws IOException {
        return source.page().replaceFirst("\\.html$", "") + "-" + inputs.key(source) + ".json";
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
