package checker.book;

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
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/**
 * AsciiDoc to HTML, by Asciidoctor with the macros of the book. Asciidoctor is started, which takes
 * seconds, when it is first needed. Close it after use.
 */
final class Converter implements AutoCloseable {

    /** Asciidoctor says everything twice: to a handler and, through this, on the terminal. */
    private static final Logger TERMINAL = Logger.getLogger("asciidoctor");

    private final Path root;
    private final Stages stages;
    private final Outputs outputs;
    private final List<Problem> problems = new ArrayList<>();
    private Asciidoctor asciidoctor;
    private Path current;
    private List<String> lines = List.of();

    /**
     * @param root the clone's top folder, to which problems' files are relative
     * @param stages what is quoted
     * @param outputs what it shows as output
     */
    Converter(Path root, Stages stages, Outputs outputs) {
        this.root = root;
        this.stages = stages;
        this.outputs = outputs;
    }

    /** Starts Asciidoctor, unless it runs already. */
    synchronized void start() {
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
                .blockMacro(new RunMacro(stages, runs)).blockMacro(new BreakMacro(stages, runs))
                .blockMacro(new LogMacro(quotes)).block(new SessionBlock(quotes))
                .blockMacro(new RegisterMacro(quotes)).blockMacro(new TableMacro(quotes))
                .blockMacro(new TimelineMacro(quotes))
                .blockMacro(new OptionsMacro(commands)).blockMacro(new ExitsMacro(commands))
                .blockMacro(new OutcomesMacro());
    }

    /** Converts a source; what is wrong with it becomes a problem. */
    Text convert(Path source, String page) throws IOException {
        start();
        current = source;
        lines = Files.readAllLines(source);
        Document document = asciidoctor.loadFile(source.toFile(), Options.builder()
                .backend("html5").safe(SafeMode.SAFE).sourcemap(true)
                .attributes(Attributes.builder()
                        .attribute("source-highlighter", "rouge").attribute("rouge-css", "class")
                        .attribute("icons!").attribute("webfonts!")
                        .attribute("toc!").attribute("sectanchors!")
                        .attribute("attribute-missing", "warn")
                        .attribute("imagesdir", "pictures")
                        .attribute("last-stage", stages.lastStage())
                        .attribute("relfilesuffix", ".adoc").build())
                .build());
        collect(document);
        String body = document.convert();
        return new Text(source, page, lines, document.getDoctitle(), Heading.in(document), body);
    }

    /** Those of all sources converted so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public synchronized void close() {
        if (asciidoctor != null) {
            asciidoctor.close();
            asciidoctor = null;
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
