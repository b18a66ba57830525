package checker.timeline;

import java.util.List;
import java.util.stream.Collectors;

/** A timeline as a page: the whole of it, its end in detail, sums, and the records as a table. */
final class HtmlTimeline {

    private static final int DETAILED = 240; // records, of which a strip shows so many:
    private static final int OF_A_STRIP = 40;
    private static final int LISTED = 400;
    private static final int NAMED_TASKS = 16;
    private static final int DEEPEST = 8;
    private static final int WIDTH = 1160;

    private final Timeline timeline;
    private final String name;
    private final Words words;
    private final List<Event> events;
    private final TaskColours colours;
    private final Markup page = new Markup();

    HtmlTimeline(Timeline timeline, String name) {
        this.timeline = timeline;
        this.name = name;
        this.words = timeline.words();
        this.events = timeline.events();
        this.colours = new TaskColours(timeline);
    }

    String html() {
        page.open("html", "lang", "en").newLine().open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width")
                .leaf("title", "Timeline: " + name).leaf("style", PageStyle.CSS)
                .close().newLine().open("body").open("main").newLine();
        head();
        pictures();
        totals();
        records();
        return page.end();
    }

    private void head() {
        page.leaf("h1", "What the kernel did").newLine()
                .leaf("p", timeline.machine() + " · " + timeline.summary(),
                        "class", "machine");
        page.open("ul", "class", "remarks");
        timeline.remarks().forEach(remark -> page.leaf("li", remark));
        page.close().newLine();
    }

    private void pictures() {
        Picture picture = new Picture(timeline, colours, page, WIDTH, (from, to) -> true);
        page.leaf("h2", "All of it").newLine();
        legend();
        picture.draw(Axis.linear(timeline.start(), timeline.end(), Picture.space(WIDTH),
                timeline.scale()), "all", "All of it, " + timeline.summary(), description());
        remark(picture.omissions());

        List<Event> last = last(DETAILED);
        if (last.get(0).record().time() < timeline.end()) {
            page.leaf("h2", "The last " + last.size() + " records").newLine()
                    .leaf("p", "Long pauses are squeezed here, so that everything can be seen;"
                    + " times are microseconds from the beginning of the strip.", "class", "small");
            for (int from = 0; from < last.size() - 1; from += OF_A_STRIP) {
                strip(picture, last.subList(from, Math.min(last.size(), from + OF_A_STRIP + 1)));
            }
        }
    }

    private void strip(Picture picture, List<Event> shown) {
        List<Long> times = shown.stream().map(event -> event.record().time()).toList();
        long start = times.get(0);
        if (start < times.get(times.size() - 1)) {
            String title = "From " + words.microseconds(start) + " µs";
            page.leaf("h3", title).newLine();
            picture.draw(Axis.squeezed(times, Picture.space(WIDTH), timeline.scale()),
                    "at-" + start, title,
                    shown.size() + " records; the table of records has them in words.");
        }
    }

    /** For those who cannot see the picture. */
    private String description() {
        return "The tasks that ran, the longest first: " + colours.tasks().stream()
                .limit(NAMED_TASKS).map(words::task).collect(Collectors.joining(", "))
                + ". The tables below have their times, and the records in words.";
    }

    private void legend() {
        page.open("ul", "class", "legend");
        Legend.of(timeline, colours, (from, to) -> true).entries().forEach(entry ->
                page.open("li").leaf("span", "", "class", "chip " + entry.style())
                        .text(entry.words()).close());
        page.close().newLine();
    }

    private void totals() {
        page.leaf("h2", "What it adds up to").open("div", "class", "tables").newLine();
        for (Totals.Table table : new Totals(timeline).tables()) {
            page.open("div", "class", "scroll", "role", "region", "tabindex", "0",
                    "aria-label", table.title()).open("table").leaf("caption", table.title());
            headings(table.columns(), table.columns().subList(1, table.columns().size()));
            page.open("tbody").newLine();
            for (List<String> row : table.rows()) {
                page.open("tr").leaf("td", row.get(0), "class", "name");
                row.stream().skip(1).forEach(value -> page.leaf("td", value, "class", "number"));
                page.close().newLine();
            }
            page.close().close();
            remark(table.left() == 0 ? List.of() : List.of("And " + table.left() + " more."));
            page.close().newLine();
        }
        page.close().newLine();
    }

    private void records() {
        List<Event> last = last(LISTED);
        page.leaf("h2", "The records in words").newLine().open("p", "class", "small")
                .text(last.size() < events.size()
                        ? "The last " + last.size() + " of " + events.size() + "; all are in "
                        : "The same as plain text is in ")
                .leaf("code", name + ".trace.txt").text(", and ")
                .leaf("code", name + ".trace.json")
                .text(" opens in Perfetto (ui.perfetto.dev) and in chrome://tracing.").close();
        page.open("div", "class", "scroll long", "role", "region", "tabindex", "0", "aria-label",
                "Records").open("table");
        headings(List.of("µs", "CPU", "task", "what"), List.of("µs"));
        page.open("tbody").newLine();
        for (Event event : last) {
            page.open("tr").leaf("td", words.microseconds(event.record().time()),
                    "class", "number").leaf("td", String.valueOf(event.cpu()))
                    .leaf("td", words.task(event.record().task()), "class", "name")
                    .leaf("td", words.event(event), "class", "what", "style",
                            "padding-left: " + 18 * Math.min(event.depth(), DEEPEST) + "px")
                    .close().newLine();
        }
        page.close().close().close().newLine();
    }

    private void headings(List<String> columns, List<String> numbers) {
        page.open("thead").open("tr");
        columns.forEach(column -> page.leaf("th", column, "scope", "col", "class",
                numbers.contains(column) ? "number" : "name"));
        page.close().close();
    }

    private void remark(List<String> remarks) {
        remarks.forEach(remark -> page.leaf("p", remark, "class", "small").newLine());
    }

    private List<Event> last(int most) {
        return events.subList(Math.max(0, events.size() - most), events.size());
    }
}
