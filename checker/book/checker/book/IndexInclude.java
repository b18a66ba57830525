package checker.book;

import checker.quote.Definitions.Kind;
import checker.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asciidoctor.ast.Document;
import org.asciidoctor.extension.IncludeProcessor;
import org.asciidoctor.extension.PreprocessorReader;

/**
 * The index of the kernel's names, as sections from A to Z:
 *
 * <pre>
 * include::kernel-index[]
 * </pre>
 *
 * Each entry leads to the lesson whose step introduces the name, to the very quote where there is
 * one, and to other lessons that quote it.
 */
final class IndexInclude extends IncludeProcessor {

    /** What stands for a file's name. */
    static final String TARGET = "kernel-index";

    private final Path root;
    private final Stages stages;

    IndexInclude(Path root, Stages stages) {
        this.root = root;
        this.stages = stages;
    }

    @Override
    public boolean handles(String target) {
        return target.equals(TARGET);
    }

    @Override
    public void process(Document document, PreprocessorReader reader, String target,
            Map<String, Object> attributes) {
        reader.pushInclude(String.join("\n", lines()), target, target, 1, attributes);
    }

    private List<String> lines() {
        Contents contents = contents();
        List<Quoted> quotes = Quoted.in(contents);
        List<String> lines = new ArrayList<>();
        char letter = 0;
        for (KernelIndex.Entry entry : new KernelIndex(stages).entries()) {
            char initial = Character.toUpperCase(entry.name().replace("_", "").charAt(0));
            if (initial != letter) {
                letter = initial;
                lines.addAll(List.of("", "[#names-" + initial + "]", "== " + initial, "",
                        "[.names]"));
            }
            lines.add("[[name-" + entry.name() + "]]`+" + entry.name()
                    + (entry.kind() == Kind.FUNCTION ? "()" : "") + "+`:: "
                    + purpose(entry) + place(entry, contents, quotes));
        }
        return lines;
    }

    /** Whatever a comment says is text. */
    private static String purpose(KernelIndex.Entry entry) {
        return entry.purpose().isEmpty() ? ""
                : "pass:c[" + entry.purpose().replace("]", "\\]") + "] +\n";
    }

    private String place(KernelIndex.Entry entry, Contents contents, List<Quoted> quotes) {
        List<Quoted> found = quotes.stream()
                .filter(quote -> quote.name().equals(entry.name())
                        && entry.files().contains(quote.path())).toList();
        String files = String.join(", ",
                entry.files().stream().map(file -> "`+" + file + "+`").toList());
        String introduced = contents.sources().stream().filter(Contents.Source::isLesson)
                .filter(lesson -> number(lesson) == entry.stage()).findFirst()
                .map(lesson -> link(lesson, found.stream().map(Quoted::lesson)
                        .filter(lesson::equals).findFirst(), entry)).orElse(step(entry.stage()));
        String others = String.join(", ", found.stream().map(Quoted::lesson).distinct()
                .filter(lesson -> number(lesson) != entry.stage())
                .map(lesson -> link(lesson, Optional.of(lesson), entry)).toList());
        return (entry.kind() == Kind.FUNCTION ? "" : entry.kind().word() + " in ") + files + ", "
                + introduced + (others.isEmpty() ? "" : ", shown in " + others);
    }

    private String link(Contents.Source lesson, Optional<Contents.Source> quoting,
            KernelIndex.Entry entry) {
        return "link:../" + root.relativize(lesson.file())
                + (quoting.isPresent() ? "#" + Quoted.anchor(entry.name()) : "")
                + "[" + step(number(lesson)) + "]";
    }

    private static String step(int number) {
        return "step " + number;
    }

    private static int number(Contents.Source lesson) {
        return Integer.parseInt(lesson.page().substring(0, 2));
    }

    private Contents contents() {
        try {
            return Contents.of(new Repository(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the contents of the book", e);
        }
    }
}
