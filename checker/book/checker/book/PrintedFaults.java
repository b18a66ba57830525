package checker.book;

import checker.book.paper.Bookmark;
import checker.book.paper.Figure;
import checker.book.paper.Line;
import checker.book.paper.Sheet;
import checker.book.paper.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a reader of the printed book would miss, each with the source that it comes from. */
final class PrintedFaults {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\p{Cf}]+");
    private static final Pattern LISTING = Pattern.compile("(?s)<pre\\b[^>]*>(.*?)</pre>");
    private static final Pattern PICTURE = Pattern.compile(
            "<img src=\"([^\"]*)\" alt=\"([^\"]*)\"|<svg\\b[^>]* role=\"img\"");
    /**
     * In points; nothing of the text stands nearer to an edge of the sheet: margins of 20 mm are 75
     * whole pixels in Chromium, 56.25 points. The last character that is cut off goes beyond.
     */
    private static final double SIDE = 56;
    /** The widest line ends here where Chromium has made all text smaller for it to fit. */
    private static final double SIDE_OF_WIDEST = 56.75;
    /** In points, of print.css: the largest on the cover. */
    private static final double TITLE_SIZE = 34;
    private static final double ROUNDING = 0.01;
    private static final double FOOT = 50;
    /** Above it is the head of the sheet, which may stand in the midst of a line that is broken. */
    private static final double HEAD = 785;
    private static final int LEAST_ALTERNATIVE_TEXT = 20;
    private static final int SHOWN = 40;
    private static final int LAST_OF_ASCII = 0x7f;

    private final Path root;
    private final PrintedText text;
    private final Map<String, Path> pictures;
    private final Set<Integer> drawn = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private double scale = 1;

    /**
     * @param root the clone's top folder
     * @param text what was printed
     * @param pictures the files of its pictures
     */
    PrintedFaults(Path root, PrintedText text, Map<String, Path> pictures) {
        this.root = root;
        this.text = text;
        this.pictures = pictures;
    }

    /**
     * Looks for all of them.
     *
     * @param numbers the page numbers that stand in the text
     */
    List<Problem> of(Sheets sheets, Map<String, Integer> numbers) throws IOException {
        sheets.sheets().forEach(sheet -> sheet.text().codePoints().forEach(drawn::add));
        scale = scale(sheets.sheets().get(0));
        lookAtTheWhole(sheets, numbers);
        lookAtBookmarks(sheets);
        lookAtLinks(sheets);
        List<PrintedChapter> chapters = text.chapters();
        for (int index = 0; index < chapters.size(); index++) {
            int from = first(sheets, chapters.get(index));
            int to = index + 1 < chapters.size() ? first(sheets, chapters.get(index + 1))
                    : sheets.sheets().size() + 1;
            if (from > 0 && to > from) {
                lookAt(chapters.get(index), sheets.sheets().subList(from - 1, to - 1), from);
            }
        }
        lookAtPictures(sheets);
        if (problems.isEmpty() && scale < 1) {
            add(chapters.get(0).text().source(), 0, "something" + smaller());
        }
        return problems.stream().distinct().sorted().toList();
    }

    /** Of what was meant, from 0 to 1, by the title on the cover. */
    private static double scale(Sheet cover) {
        double size = cover.lines().stream().mapToDouble(Line::size).max().orElse(TITLE_SIZE);
        return size < TITLE_SIZE * (1 - ROUNDING) ? size / TITLE_SIZE : 1;
    }

    private String smaller() {
        return " is wider than paper: for it to fit, all text is " + Math.round(scale * 100)
                + " % of its size";
    }

    private static int first(Sheets sheets, PrintedChapter chapter) {
        return sheets.places().getOrDefault(chapter.text().name(), 0);
    }

    private void lookAtTheWhole(Sheets sheets, Map<String, Integer> numbers) {
        Path cover = text.chapters().get(0).text().source();
        boolean tells = PrintedText.TITLE.equals(sheets.title()) && sheets.author() != null
                && PrintedText.LANGUAGE.equals(sheets.language());
        if (!tells) {
            add(cover, 0, "the PDF does not tell its title, author and language");
        }
        if (!sheets.places().equals(numbers)) {
            add(cover, 0, "page numbers in the text are not those of the PDF");
        }
        Set<String> strange = new TreeSet<>();
        sheets.sheets().forEach(sheet -> strange.addAll(sheet.strangeFonts()));
        strange.forEach(font -> add(cover, 0, "the PDF does not have the font " + font + " in it"));
        for (int number = 2; number <= sheets.sheets().size(); number++) {
            String wanted = String.valueOf(number);
            if (sheets.sheets().get(number - 1).lines().stream().noneMatch(line ->
                    line.height() < FOOT && line.text().equals(wanted))) {
                add(cover, 0, "page " + number + " does not have its number");
            }
        }
    }

    private void lookAtBookmarks(Sheets sheets) {
        List<Bookmark> found = sheets.outline();
        List<Map.Entry<Integer, Heading>> wanted = text.outline();
        for (int index = 0; index < wanted.size(); index++) {
            String title = PlainText.of(wanted.get(index).getValue().title());
            Bookmark mark = index < found.size() ? found.get(index) : new Bookmark(0, "", 0);
            if (mark.level() != wanted.get(index).getKey() || !mark.title().equals(title)) {
                add(text.chapters().get(0).text().source(), 0, "the bookmark for " + title
                        + " is missing: there is " + mark);
                return;
            }
            if (mark.sheet() == 0 || !squeezed(sheets.sheets().get(mark.sheet() - 1).text())
                    .contains(squeezed(title))) {
                add(text.chapters().get(0).text().source(), 0, "the bookmark for " + title
                        + " leads to page " + mark.sheet());
            }
        }
    }

    private void lookAtLinks(Sheets sheets) {
        Set<String> links = new TreeSet<>();
        sheets.sheets().forEach(sheet -> sheet.links().stream()
                .filter(link -> link.leads()).forEach(link -> links.add(link.target())));
        for (String target : text.targets()) {
            if (!links.contains(target)) {
                PrintedChapter chapter = text.chapters().stream().filter(each ->
                        each.html().contains("\"#" + target + "\"")).findFirst()
                        .orElse(text.chapters().get(0));
                addWherever(chapter, target.replaceFirst(".*--", ""),
                        "on paper no link leads to " + target);
            }
        }
    }

    private void lookAt(PrintedChapter chapter, List<Sheet> sheets, int first)
            throws IOException {
        for (int index = 0; index < sheets.size(); index++) {
            Sheet sheet = sheets.get(index);
            for (Line line : sheet.lines()) {
                String place = "page " + (first + index) + ": \"" + shortened(line.text()) + "\"";
                if (line.left() < SIDE || line.right() > sheet.width() - SIDE) {
                    addWherever(chapter, line.text().strip(), place + " is cut off");
                } else if (scale < 1 && isText(line)
                        && line.right() > sheet.width() - SIDE_OF_WIDEST) {
                    addWherever(chapter, line.text().strip(), place + smaller());
                }
                if (line.lacking() > 0) {
                    addLacking(chapter, place);
                }
            }
        }
        String all = squeezed(sheets.stream().map(sheet -> sheet.lines().stream()
                .filter(PrintedFaults::isText).map(Line::text)
                .collect(Collectors.joining())).collect(Collectors.joining()));
        LISTING.matcher(chapter.html()).results()
                .flatMap(listing -> PlainText.exactly(listing.group(1)).lines())
                .filter(line -> !all.contains(squeezed(line)))
                .forEach(line -> addWherever(chapter, line.strip(),
                        "a line of a listing is not whole on paper: " + shortened(line)));
    }

    /** Not the head or the foot of its sheet. */
    private static boolean isText(Line line) {
        return line.height() > FOOT && line.height() < HEAD;
    }

    private void lookAtPictures(Sheets sheets) {
        List<Figure> figures = sheets.figures();
        String all = squeezed(sheets.sheets().stream().map(Sheet::text)
                .collect(Collectors.joining()));
        int[] next = {0};
        for (PrintedChapter chapter : text.chapters()) {
            PICTURE.matcher(chapter.html()).results().forEach(picture -> {
                Figure figure = next[0] < figures.size() ? figures.get(next[0]) : null;
                next[0]++;
                String alternative = picture.group(2) == null ? ""
                        : PlainText.of(picture.group(2));
                boolean isSame = figure != null && (picture.group(2) == null
                        || alternative.equals(figure.alternative()));
                boolean isShown = alternative.length() < LEAST_ALTERNATIVE_TEXT
                        || !all.contains(squeezed(alternative));
                if (!isSame || !figure.isDrawn() || !isShown) {
                    String source = picture.group(1) == null ? "a timeline" : picture.group(1);
                    addWherever(chapter, source.replaceFirst(".*/", ""),
                            "the picture " + source + " is not shown on paper");
                }
            });
        }
    }

    /** Names what is written but never drawn, wherever it is written; else the place on paper. */
    private void addLacking(PrintedChapter chapter, String place) throws IOException {
        String folder = "pictures/" + chapter.text().name() + "/";
        boolean found = addLines(chapter.text().source(), chapter.text().lines());
        for (Map.Entry<String, Path> picture : pictures.entrySet()) {
            if (picture.getKey().startsWith(folder) && picture.getKey().endsWith(".svg")) {
                found |= addLines(picture.getValue(), Files.readAllLines(picture.getValue()));
            }
        }
        if (!found) {
            add(chapter.text().source(), 0, "no font has a character of " + place);
        }
    }

    private boolean addLines(Path file, List<String> lines) {
        boolean found = false;
        for (int index = 0; index < lines.size(); index++) {
            String lacking = lines.get(index).codePoints().filter(this::isLacking).distinct()
                    .mapToObj(Character::toString).collect(Collectors.joining());
            if (!lacking.isEmpty()) {
                add(file, index + 1, "on paper no font has " + lacking);
                found = true;
            }
        }
        return found;
    }

    private boolean isLacking(int character) {
        return character > LAST_OF_ASCII && !drawn.contains(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }

    private void addWherever(PrintedChapter chapter, String words, String said) {
        List<String> lines = chapter.text().lines();
        String wanted = squeezed(words);
        int line = IntStream.range(0, lines.size()).filter(index -> !wanted.isEmpty()
                && squeezed(lines.get(index)).contains(wanted)).findFirst().orElse(-1) + 1;
        add(chapter.text().source(), line, said);
    }

    private void add(Path file, int line, String said) {
        problems.add(new Problem(root.relativize(file), line, said));
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /** Without spaces, and with letters that were joined apart. */
    private static String squeezed(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }
}
