package checker.timeline;

import java.util.List;

/** How CPUs came up as a page: the picture twice, the times of each CPU, and all of it in words. */
final class StartsPage {

    private static final int WIDTH = 1160;
    private static final int LISTED = 600;

    private final CpuStarts starts;
    private final String name;
    private final Markup page = new Markup();

    StartsPage(CpuStarts starts, String name) {
        this.starts = starts;
        this.name = name;
    }

    String html() {
        page.open("html", "lang", "en").newLine().open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width")
                .leaf("title", "CPUs coming up: " + name)
                .leaf("style", PageStyle.CSS + StartsPicture.CSS)
                .close().newLine().open("body").open("main").newLine();
        page.leaf("h1", "How the CPUs came up").newLine().leaf("p", starts.machine() + " · "
                + starts.summary(), "class", "machine").open("ul", "class", "remarks");
        starts.remarks().forEach(remark -> page.leaf("li", remark));
        page.close().newLine();
        pictures();
        times();
        words();
        return page.end();
    }

    private void pictures() {
        StartsPicture picture = new StartsPicture(starts, page, WIDTH);
        page.leaf("h2", "Step by step").newLine().leaf("p", "Long pauses are squeezed here, so that"
                + " everything can be seen; times are microseconds from the left.",
                "class", "small");
        draw(picture, picture.squeezed(), "steps", "Step by step, pauses shortened");
        page.leaf("h2", "As long as it takes").newLine();
        draw(picture, picture.linear(), "scale", "As long as it takes");
    }

    private void draw(StartsPicture picture, Axis axis, String id, String title) {
        page.open("div", "class", "scroll starts", "role", "region", "tabindex", "0",
                "aria-label", title);
        picture.draw(axis, id);
        page.close().newLine();
    }

    private void times() {
        page.leaf("h2", "When each came how far").newLine();
        table("Times of each CPU", "scroll long", StartsText.COLUMNS, StartsText.COLUMNS,
                new StartsText(starts).rows());
    }

    private void words() {
        List<CpuStarts.Moment> moments = starts.moments();
        page.leaf("h2", "The same in words").newLine().open("p", "class", "small")
                .text(moments.size() > LISTED ? "The first " + LISTED + " of " + moments.size()
                        + "; all are in " : "Plain text is in ")
                .leaf("code", name + ".trace.txt").text(", and ")
                .leaf("code", name + ".trace.json")
                .text(" opens in Perfetto (ui.perfetto.dev) and in chrome://tracing, with an arrow"
                        + " for each message.").close();
        table("All of it in words", "scroll long", List.of("µs", "CPU", "what"), List.of("µs"),
                moments.stream().limit(LISTED).map(moment -> List.of(
                        StartsText.microseconds(moment.time()), String.valueOf(moment.cpu()),
                        moment.words())).toList());
    }

    private void table(String title, String style, List<String> columns, List<String> numbers,
            List<List<String>> rows) {
        page.open("div", "class", style, "role", "region", "tabindex", "0", "aria-label", title)
                .open("table").open("thead").open("tr");
        columns.forEach(column -> page.leaf("th", column, "scope", "col", "class",
                style(column, numbers)));
        page.close().close().open("tbody").newLine();
        for (List<String> row : rows) {
            page.open("tr");
            for (int column = 0; column < row.size(); column++) {
                page.leaf("td", row.get(column), "class", style(columns.get(column), numbers));
            }
            page.close().newLine();
        }
        page.close().close().close().newLine();
    }

    private static String style(String column, List<String> numbers) {
        return numbers.contains(column) ? "number" : column.equals("what") ? "what" : "name";
    }
}
