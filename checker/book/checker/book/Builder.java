package checker.book;

import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes the site, again and again: what has not changed since is not read or converted again, and
 * Asciidoctor, once it runs, is kept. Close it after use.
 */
final class Builder implements AutoCloseable {

    private final Repository repository;
    private final Stages stages;
    private final Converter converter;
    private final Supplier<Outputs> outputs;
    private final RunsAhead runs = new RunsAhead(new CurrentRuns());
    private Outputs current;
    private String opened = "";
    private int converted;

    /**
     * @param repository the clone
     * @param outputs gives, for each build, what there is to show: it may keep what it has read
     */
    Builder(Repository repository, Supplier<Outputs> outputs) {
        this.repository = repository;
        this.outputs = outputs;
        stages = new Stages(repository);
        converter = new Converter(repository.root(), stages, new Outputs(runs, (kernel, order) -> {
            runs.requireSecondReading();
            return current.answers().answer(kernel, order);
        }));
    }

    /** Those of the build that is on. */
    private final class CurrentRuns implements Runs {

        @Override
        public Output check(Path kernel, List<String> arguments) {
            return current.runs().check(kernel, arguments);
        }

        @Override
        public void forget(Path kernel, List<String> arguments) {
            current.runs().forget(kernel, arguments);
        }
    }

    /**
     * The site as the clone's files are now.
     *
     * @throws BookFailedException when a source has a fault
     */
    Site build() throws IOException {
        return build(false);
    }

    /** The same, with the book as one PDF when that is asked for. */
    Site build(boolean printed) throws IOException {
        current = outputs.get();
        Contents contents = Contents.of(repository);
        List<Problem> problems = new ArrayList<>(contents.problems());
        List<Text> texts = texts(contents, problems);
        CommandWords words = new CommandWords(Commands.of(repository.root()));
        texts.forEach(text -> problems.addAll(words.problems(
                repository.root().relativize(text.source()), text.lines())));
        Links links = new Links(repository.root(), texts);
        Page page = new Page(texts, printed);
        Map<String, String> made = new TreeMap<>();
        Map<Text, String> bodies = new HashMap<>();
        texts.forEach(text -> bodies.put(text, links.resolve(text)));
        texts.forEach(text -> made.put(text.page(), page.html(text, bodies.get(text))));
        made.put(SearchIndex.FILE, new SearchIndex(texts).script());
        problems.addAll(links.problems());
        fail(problems);
        Map<String, Path> copied = new TreeMap<>(links.files());
        if (printed) {
            PrintedBook book = new PrintedBook(repository, texts, bodies, links.files(),
                    new PageInputs(repository, contents).sources());
            if (!book.isKept()) {
                fail(book.make());
            }
            copied.put(PrintedBook.NAME, book.file());
        }
        return new Site(texts.size(), made, copied);
    }

    private static void fail(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new BookFailedException(problems);
        }
    }

    /** How many pages the last build has converted. */
    int converted() {
        return converted;
    }

    /** Whether anything that takes seconds to start has been started. */
    boolean hasStarted() {
        return !opened.isEmpty();
    }

    /** Removes what lies about in temporary folders: for a process that is ended from outside. */
    void removeTraces() {
        stages.close();
    }

    @Override
    public void close() {
        stages.close();
        converter.close();
    }

    private List<Text> texts(Contents contents, List<Problem> problems) throws IOException {
        PageInputs inputs = new PageInputs(repository, contents);
        KeptPages kept = KeptPages.of(repository);
        Map<Contents.Source, Text> texts = new HashMap<>();
        Map<Contents.Source, String> fresh = new LinkedHashMap<>();
        for (Contents.Source source : contents.sources()) {
            String key = inputs.key(source);
            kept.find(source, key).ifPresentOrElse(
                    known -> texts.put(source, known), () -> fresh.put(source, key));
        }
        converted = fresh.size();
        if (converted > 0) {
            start(inputs.sources());
        }
        convert(List.copyOf(fresh.keySet())).forEach((source, made) -> {
            texts.put(source, made.text());
            problems.addAll(made.problems());
            if (!made.problems().isEmpty()) {
                fresh.remove(source);
            }
        });
        keep(kept, contents, fresh, texts);
        return contents.sources().stream().map(texts::get).toList();
    }

    /** Reading one text twice would only cost time: no check can run while another is read. */
    private Map<Contents.Source, Converter.Converted> convert(List<Contents.Source> sources)
            throws IOException {
        Map<Contents.Source, Converter.Converted> made = new LinkedHashMap<>();
        try {
            if (sources.size() > 1) {
                runs.readFirst(() -> {
                    for (Contents.Source source : sources) {
                        converter.read(source.file());
                    }
                });
            }
            for (Contents.Source source : sources) {
                made.put(source, converter.convert(source.file(), source.page()));
            }
        } finally {
            runs.end();
        }
        return made;
    }

    /** Keeps what was converted, but not if what it is made from was changed meanwhile. */
    private void keep(KeptPages kept, Contents contents, Map<Contents.Source, String> fresh,
            Map<Contents.Source, Text> texts) throws IOException {
        PageInputs now = new PageInputs(repository, contents);
        for (Map.Entry<Contents.Source, String> each : fresh.entrySet()) {
            if (now.key(each.getKey()).equals(each.getValue())) {
                kept.keep(each.getKey(), each.getValue(), texts.get(each.getKey()));
            }
        }
        kept.clean();
    }

    /** Makes ready to convert: both take seconds, and do so side by side. */
    private void start(String sources) throws IOException {
        if (opened.equals(sources)) {
            return;
        }
        CompletableFuture<Void> asciidoctor = CompletableFuture.runAsync(converter::start);
        opened = "";
        stages.close();
        stages.open();
        opened = sources;
        asciidoctor.join();
    }
}
