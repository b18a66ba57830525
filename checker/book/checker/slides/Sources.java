package checker.slides;

import checker.book.Converter;
import checker.book.Outputs;
import checker.book.PageInputs;
import checker.book.Problem;
import checker.book.Stages;
import checker.book.Text;
import checker.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads decks and the guide: what is kept as it was, the rest through Asciidoctor, which is started
 * only then. Close it after use.
 */
final class Sources implements AutoCloseable {

    private final Repository repository;
    private final Stages stages;
    private final Converter converter;
    private final PageInputs inputs;
    private final KeptDecks kept;
    private final List<Problem> problems = new ArrayList<>();
    private boolean started;
    private int converted;

    Sources(Repository repository, Outputs outputs) throws IOException {
        this.repository = repository;
        this.stages = new Stages(repository);
        this.converter = new Converter(repository.root(), stages, outputs);
        this.inputs = PageInputs.of(repository);
        this.kept = KeptDecks.of(repository);
    }

    /** @param pictures the folder of its step's */
    Deck deck(Path source, Path pictures) throws IOException {
        String key = key(inputs, source, pictures);
        Optional<Deck> known = kept.deck(source, key);
        if (known.isPresent()) {
            return known.get();
        }
        start();
        Deck deck = new DeckReader(converter).read(source,
                source.getParent().relativize(pictures).toString());
        if (isRight(converter.problems()) && key.equals(now(source, pictures))) {
            kept.keep(deck, key);
        }
        return deck;
    }

    Text guide(Path source, String page) throws IOException {
        Path pictures = source.resolveSibling("pictures");
        String key = key(inputs, source, pictures);
        Optional<Text> known = kept.guide(source, key);
        if (known.isPresent()) {
            return known.get();
        }
        start();
        Converter.Converted guide = converter.convert(source, page);
        if (isRight(guide.problems()) && key.equals(now(source, pictures))) {
            kept.keep(guide.text(), key);
        }
        return guide.text();
    }

    /** What is wrong with those that have been read. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How many of them were not kept. */
    int converted() {
        return converted;
    }

    @Override
    public void close() throws IOException {
        stages.close();
        converter.close();
        kept.clean();
    }

    private boolean isRight(List<Problem> found) {
        converted++;
        problems.addAll(found);
        return found.isEmpty();
    }

    private static String key(PageInputs inputs, Path source, Path pictures)
            throws IOException {
        return inputs.key(source, "slides/" + source.getFileName(), pictures);
    }

    /** Of the files as they are after it was converted: they may have been changed meanwhile. */
    private String now(Path source, Path pictures) throws IOException {
        return key(PageInputs.of(repository), source, pictures);
    }

    /** Both take seconds, and do so side by side. */
    private void start() throws IOException {
        if (!started) {
            CompletableFuture<Void> asciidoctor = CompletableFuture.runAsync(converter::start);
            stages.open();
            asciidoctor.join();
            started = true;
        }
    }
}
