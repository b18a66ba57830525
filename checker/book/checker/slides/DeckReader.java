package checker.slides;

import checker.book.Converter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/**
 * Turns the source of a deck into its slides, and notes what a deck must not be: each section is a
 * slide with notes and a time, none of them has more code than can be read from the last row, their
 * times add up to the lesson's, and the last one is the lab.
 */
final class DeckReader {

    /** In the type of the decks so many lines and columns of code fit on a slide. */
    static final int MOST_LINES = 14;
    static final int MOST_COLUMNS = 83;

    private static final List<String> OUTPUT = List.of("text", "console");
    private static final String MINUTES = "minutes";
    private static final String NOTES = "notes";
    private static final String LAB = "lab";
    private static final List<String> PARTS_OF_A_LAB =
            List.of("Goal", "Command", "Done when", "Begin with");

    private final Converter converter;

    DeckReader(Converter converter) {
        this.converter = converter;
    }

    /**
     * Reads a deck; what is wrong with it becomes a problem of the converter.
     *
     * @param pictures the folder of its pictures, from that of the source
     */
    Deck read(Path source, String pictures) throws IOException {
        Document document = converter.loadDeck(source, pictures);
        List<Slide> slides = new ArrayList<>();
        StringBuilder preamble = new StringBuilder();
        Section last = null;
        for (StructuralNode node : document.getBlocks()) {
            if (node instanceof Section section) {
                slides.add(slide(section));
                last = section;
            } else {
                preamble.append(node.getContent());
            }
        }
        if (last == null || !last.hasRole(LAB)) {
            converter.problem(last == null ? document : last,
                    "the last slide has to be the lab: [.lab]");
        }
        Deck deck = new Deck(source, source.getFileName().toString().replaceFirst("\\.adoc$", ""),
                Files.readAllLines(source), document.getDoctitle(), preamble.toString(), slides);
        requireTime(document, deck);
        return deck;
    }

    private void requireTime(Document document, Deck deck) {
        Optional<Duration> planned = minutes(document);
        if (planned.isEmpty()) {
            converter.problem(document, "say how long the lesson is: :minutes: 45");
        } else if (!planned.get().equals(deck.time())) {
            converter.problem(document, "the slides take " + deck.time().toMinutes()
                    + " minutes, the lesson " + planned.get().toMinutes());
        }
    }

    private Slide slide(Section section) {
        Optional<Duration> time = minutes(section);
        if (time.isEmpty()) {
            converter.problem(section, "say how long it is talked about: [minutes=2]");
        }
        List<StructuralNode> notes = section.getBlocks().stream()
                .filter(block -> block.hasRole(NOTES)).toList();
        if (notes.isEmpty()) {
            converter.problem(section, "the slide has no notes: a block [.notes]");
        }
        section.getBlocks().stream().filter(Section.class::isInstance).forEach(below ->
                converter.problem(below, "a deck is flat: slides have no sections"));
        if (section.hasRole(LAB)) {
            requireParts(section);
        }
        requireRoom(section);
        int line = section.getSourceLocation() == null ? 0
                : section.getSourceLocation().getLineNumber();
        return new Slide(line, section.getId(), section.getTitle(),
                String.join(" ", section.getRoles()), time.orElse(Duration.ZERO),
                converted(section, false), converted(section, true));
    }

    private static String converted(Section section, boolean notes) {
        return section.getBlocks().stream()
                .filter(block -> block.hasRole(NOTES) == notes)
                .map(block -> notes ? String.valueOf(block.getContent()) : block.convert())
                .collect(Collectors.joining("\n"));
    }

    private static Optional<Duration> minutes(StructuralNode node) {
        return Optional.ofNullable(node.getAttribute(MINUTES, null, false)).map(Object::toString)
                .filter(words -> words.matches("\\d{1,3}"))
                .map(words -> Duration.ofMinutes(Integer.parseInt(words)));
    }

    /** A lab says what is to be done, by which command, until when, and where one begins. */
    private void requireParts(Section section) {
        List<String> terms = section.getBlocks().stream()
                .filter(DescriptionList.class::isInstance).map(DescriptionList.class::cast)
                .flatMap(list -> list.getItems().stream())
                .flatMap(entry -> entry.getTerms().stream()).map(term -> term.getText()).toList();
        if (!terms.containsAll(PARTS_OF_A_LAB)) {
            converter.problem(section,
                    "the lab needs the terms " + String.join("::, ", PARTS_OF_A_LAB) + "::");
        }
    }

    private void requireRoom(Section section) {
        List<StructuralNode> listings = new ArrayList<>();
        section.getBlocks().forEach(block -> collect(block, listings));
        int all = 0;
        for (StructuralNode listing : listings) {
            int lines = lines(listing);
            all = section.hasRole("columns") ? Math.max(all, lines) : all + lines;
        }
        if (all > MOST_LINES) {
            converter.problem(listings.get(listings.size() - 1), "the slide has " + all
                    + " lines of code, " + MOST_LINES + " fit: show some of them with lines=");
        }
    }

    /** How many lines of a slide a listing takes: output is broken where it is too long. */
    private int lines(StructuralNode listing) {
        List<Integer> columns = listing.getContent().toString()
                .replaceAll("<[^>]*>", "").replaceAll("&[#\\w]+;", ".")
                .lines().map(String::length).toList();
        if (OUTPUT.contains(String.valueOf(listing.getAttribute("language", "text", false)))) {
            return columns.stream()
                    .mapToInt(each -> Math.max(1, (each + MOST_COLUMNS - 1) / MOST_COLUMNS)).sum();
        }
        int most = columns.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (most > MOST_COLUMNS) {
            converter.problem(listing, "the slide has a line of " + most
                    + " columns of code, " + MOST_COLUMNS + " fit");
        }
        return columns.size();
    }

    /** What is seen at once: no notes, and nothing that has to be opened. */
    private static void collect(StructuralNode node, List<StructuralNode> listings) {
        if (node.hasRole(NOTES) || node.hasRole("message")
                || node.isOption("collapsible") && !node.isOption("open")) {
            return;
        }
        if (List.of("listing", "literal").contains(node.getContext())) {
            listings.add(node);
        }
        if (node instanceof DescriptionList list) {
            list.getItems().stream().map(entry -> entry.getDescription())
                    .filter(item -> item != null).forEach(item -> collect(item, listings));
        } else {
            node.getBlocks().forEach(block -> collect(block, listings));
        }
    }
}
