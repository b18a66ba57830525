package checker.book;

import checker.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/**
 * AsciiDoc to HTML, by Asciidoctor with the macros of the book: pages, and the slides of decks.
 * Asciidoctor is started, which takes seconds, when it is first needed. Close it after use.
 */
public final class Converter implements AutoCloseable {

    /** Asciidoctor says everything twice: to a handler and, through this, on the terminal. */
    private static final Logger TERMINAL = Logger.getLogger("asciidoctor");

    private final Path root;
    private final Stages stages;
    private final Outputs outputs;
    private final List<Problem> problems = new ArrayList<>();
    private Asciidoctor asciidoctor;
    private Path current;
    private List<String> lines = List.of();
    private boolean hasSlides;

    /**
     * @param root the clone's top folder, to which problems' files are relative
     * @param stages what is quoted
     * @param outputs what it shows as output
     */
    public Converter(Path root, Stages stages, Outputs outputs) {
        this.root = root;
        this.stages = stages;
        this.outputs = outputs;
    }

    /** Starts Asciidoctor, unless it runs already. */
    public synchronized void start() {
        if (asciidoctor != null) {
            return;
        }
        TERMINAL.setUseParentHandlers(false);
        asciidoctor = Asciidoctor.Factory.create();
        Commands commands = Commands.of(root);
        asciidoctor.registerLogHandler(this::note);
        Runs runs = outputs.runs();
        LiveQuotes quotes = new LiveQuotes(stages, outputs.answers());
        load("/gas.rb");
        asciidoctor.javaExtensionRegistry().includeProcessor(new IndexInclude(root, stages))
                .blockMacro(new CodeMacro(stages)).blockMacro(new PatchMacro(stages))
                .blockMacro(new TreeMacro(stages))
                .blockMacro(new BenchMacro(new Repository(root)))
                .blockMacro(new RunMacro(stages, runs)).blockMacro(new BreakMacro(stages, runs))
                .blockMacro(new LogMacro(quotes)).block(new SessionBlock(quotes))
                .blockMacro(new RegisterMacro(quotes)).blockMacro(new TableMacro(quotes))
                .blockMacro(new TimelineMacro(quotes))
                .blockMacro(new StartsMacro(quotes))
                .blockMacro(new OptionsMacro(commands)).blockMacro(new ExitsMacro(commands))
                .blockMacro(new OutcomesMacro()).blockMacro(new DiagramMacro());
    }

    /**
     * A source as it was converted.
     *
     * @param problems what is wrong with it
     */
    public record Converted(Text text, List<Problem> problems) { }

    /** Reads a source, up to its quotes, and forgets it. */
    void read(Path source) throws IOException {
        load(source, "html5", "pictures");
    }

    /** Converts a source. */
    public Converted convert(Path source, String page) throws IOException {
        Document document = load(source, "html5", "pictures");
        String body = document.convert();
        return new Converted(new Text(source, page, lines, document.getDoctitle(),
                Heading.in(document), body), problems());
    }

    /**
     * Reads a deck of slides. The blocks of the document become HTML with {@code convert()} and
     * {@code getContent()}, which is to be called before another source is read.
     *
     * @param pictures the folder of its pictures, from that of the source
     */
    public Document loadDeck(Path source, String pictures) throws IOException {
        start();
        if (!hasSlides) {
            asciidoctor.requireLibrary("asciidoctor-revealjs");
            load("/slides/pages.rb");
            hasSlides = true;
        }
        return load(source, "revealjs", pictures);
    }

    /** Notes what is wrong with a part of the source that was read last. */
    public void problem(ContentNode node, String text) {
        for (ContentNode at = node; at != null; at = at.getParent()) {
            if (at instanceof StructuralNode block && block.getSourceLocation() != null) {
                problem(block.getSourceLocation(), text);
                return;
            }
        }
        problem((Cursor) null, text);
    }

    /** What is wrong with the source that was read last, as far as it has been converted. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private Document load(Path source, String backend, String pictures) throws IOException {
        start();
        current = source;
        problems.clear();
        lines = Files.readAllLines(source);
        Document document = asciidoctor.loadFile(source.toFile(), Options.builder()
                .backend(backend).safe(SafeMode.SAFE).sourcemap(true)
                .attributes(Attributes.builder()
                        .attribute("source-highlighter", "rouge").attribute("rouge-css", "class")
                        .attribute("icons!").attribute("webfonts!")
                        .attribute("toc!").attribute("sectanchors!")
                        .attribute("attribute-missing", "warn")
                        .attribute("imagesdir", pictures)
                        .attribute("last-stage", stages.lastStage())
                        .attribute("relfilesuffix", ".adoc").build())
                .build());
        collect(document);
        return document;
    }

    @Override
    public synchronized void close() {
        if (asciidoctor != null) {
            asciidoctor.close();
            asciidoctor = null;
            hasSlides = false;
        }
    }

    /** Runs what the book adds in Ruby. */
    private void load(String resource) {
        try (InputStream code = Converter.class.getResourceAsStream(resource)) {
            asciidoctor.rubyExtensionRegistry().loadClass(code);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private void note(LogRecord message) {
        if (message.getSeverity().compareTo(Severity.WARN) < 0) {
            return;
        }
        String text = message.getMessage();
        if (message.getCursor() == null) { // then the message ends with what it is about
            problems.addAll(Problem.wherever(root.relativize(current), lines,
                    text.substring(text.lastIndexOf(' ') + 1), text));
        } else {
            problem(message.getCursor(), text);
        }
    }

    private void problem(Cursor place, String text) {
        Optional<Path> file = Optional.ofNullable(place).map(Cursor::getPath)
                .map(path -> current.resolveSibling(path).normalize());
        problems.add(new Problem(root.relativize(file.orElse(current)),
                place == null ? 0 : place.getLineNumber(), text));
    }

    /** Finds the quotes that lead nowhere, wherever they stand in the text. */
    private void collect(StructuralNode node) {
        Object problem = node.getAttribute(QuoteMacro.PROBLEM, null, false);
        if (problem != null) {
            problem(node.getSourceLocation(), problem.toString());
        }
        if (node instanceof DescriptionList list) {
            list.getItems().stream().map(entry -> entry.getDescription())
                    .filter(item -> item != null).forEach(this::collect);
        } else if (node instanceof Table table) {
            table.getBody().stream().flatMap(row -> row.getCells().stream())
                    .map(cell -> cell.getInnerDocument())
                    .filter(inner -> inner != null).forEach(this::collect);
        } else {
            node.getBlocks().forEach(this::collect);
        }
    }
}
