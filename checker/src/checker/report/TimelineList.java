package checker.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of a report that says which timelines were drawn, each with the cases that it shows. */
final class TimelineList {

    private static final int SHOWN = 6;

    private final Layout layout;
    private final boolean verbose;
    private final Function<Path, String> shown;

    /** {@code shown} gives a path as a reader would type it; {@code verbose} leaves none out. */
    TimelineList(Layout layout, boolean verbose, Function<Path, String> shown) {
        this.layout = layout;
        this.verbose = verbose;
        this.shown = shown;
    }

    /** Nothing when none was asked for. */
    List<String> lines(CheckResult result) {
        Map<TimelineNote, List<CaseResult>> drawn = result.cases().stream()
                .filter(ended -> ended.evidence().timeline().isPresent())
                .collect(Collectors.groupingBy(ended -> ended.evidence().timeline().orElseThrow(),
                        LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        if (!drawn.isEmpty() || !result.starts().isEmpty()) {
            lines.add("");
            lines.add("timelines");
            result.starts().forEach(note -> lines.addAll(entry(note, "how the CPUs come up")));
            int most = verbose ? drawn.size() : Math.min(SHOWN, drawn.size());
            drawn.entrySet().stream().limit(most).forEach(entry ->
                    lines.addAll(entry(entry.getKey(), entry.getValue())));
            if (most < drawn.size()) {
                lines.addAll(layout.field("", "and " + (drawn.size() - most)
                        + " more; --verbose names all of them"));
            }
        }
        return lines;
    }

    private List<String> entry(TimelineNote note, List<CaseResult> cases) {
        CaseId first = cases.get(0).id();
        int others = cases.size() - 1;
        String of = first + (others == 0 ? "" : " and " + others + (others == 1 ? " more case"
                : " more cases"));
        return entry(note, of);
    }

    private List<String> entry(TimelineNote note, String of) {
        return note.page().isPresent()
                ? layout.field("drawn", shown.apply(note.page().get()) + "\n" + note.words() + "\n"
                        + of)
                : layout.field("none", note.words() + "\n" + of);
    }
}
