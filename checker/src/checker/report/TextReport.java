package checker.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The report that a learner reads once all cases have ended: each failure with what was expected
 * and found, then one line of summary.
 */
public final class TextReport {

    private static final int SHOWN_FAILURES = 3;

    private final Layout layout;
    private final Palette palette;
    private final int hintLevel;
    private final boolean verbose;
    private final Path root;
    private final Function<CaseResult, String> rerunCommand;

    /**
     * A report for one reader.
     *
     * @param hintLevel how much of a hint to show, 1 to {@link Advice#LEVELS}
     * @param verbose whether to show every failure and the end of each log
     * @param root the clone's folder, to which paths are shown
     * @param rerunCommand gives the command that runs just this case again
     */
    public TextReport(Layout layout, Palette palette, int hintLevel, boolean verbose,
            Path root, Function<CaseResult, String> rerunCommand) {
        this.layout = layout;
        this.palette = palette;
        this.hintLevel = hintLevel;
        this.verbose = verbose;
        this.root = root;
        this.rerunCommand = rerunCommand;
    }

    /** The whole report, one string a line. */
    public List<String> lines(CheckResult result) {
        List<String> lines = failures(result);
        lines.add("");
        lines.add(summary(result, result.outcome(), result.outcome().words()));
        return lines;
    }

    /** The report of a check that did not come to its end, and so has no verdict. */
    public List<String> linesOfInterrupted(CheckResult soFar) {
        List<String> lines = failures(soFar);
        lines.add("");
        lines.add(summary(soFar, Outcome.SKIPPED, "interrupted, no verdict"));
        return lines;
    }

    private List<String> failures(CheckResult result) {
        List<String> lines = new ArrayList<>();
        List<FailureGroup> groups = FailureGroup.of(result);
        int shown = verbose ? groups.size() : Math.min(SHOWN_FAILURES, groups.size());
        groups.subList(0, shown).forEach(group -> lines.addAll(failure(group)));
        if (shown < groups.size()) {
            lines.add("");
            lines.add("and failures of " + (groups.size() - shown)
                    + " more kinds; --verbose shows all of them");
        }
        lines.addAll(notDecided(result, Outcome.INTERNAL_ERROR));
        lines.addAll(notDecided(result, Outcome.SKIPPED));
        lines.addAll(new TimelineList(layout, verbose, this::shown).lines(result));
        return lines;
    }

    private List<String> failure(FailureGroup group) {
        CaseResult shown = group.shown();
        Diagnosis diagnosis = group.diagnosis();
        List<String> lines = new ArrayList<>(List.of(""));
        String verdict = shown.outcome().symbol() + " " + shown.outcome().words();
        for (String line : layout.beside(verdict.length() + 2, shown.sentence())) {
            String before = lines.size() == 1
                    ? palette.verdict(shown.outcome(), verdict) + "  "
                    : " ".repeat(verdict.length() + 2);
            lines.add(before + palette.strong(line));
        }
        lines.addAll(layout.field("criterion", shown.criterion()));
        lines.addAll(layout.field("machine", machines(group)));
        lines.addAll(layout.field("cause", cause(diagnosis)));
        for (Fact fact : diagnosis.facts()) {
            lines.addAll(fact(fact));
        }
        lines.addAll(hint(shown));
        lines.addAll(evidence(shown.evidence()));
        lines.addAll(layout.verbatim("again", List.of(rerunCommand.apply(shown))));
        return lines;
    }

    /** Long names and tables of several lines stand above their value, short ones beside it. */
    private List<String> fact(Fact fact) {
        boolean table = fact.value().contains("\n");
        boolean longName = fact.key().length() > Layout.LABEL - 3;
        return table ? layout.verbatim(fact.key(), fact.value().lines().toList())
                : longName ? layout.field("", fact.key() + ": " + fact.value())
                : layout.field(fact.key(), fact.value());
    }

    private static String machines(FailureGroup group) {
        CaseResult shown = group.shown();
        int others = group.cases().size() - 1;
        String here = shown.id().architecture() + ", " + shown.machine();
        return others == 0 ? here
                : here + " (and " + others + (others == 1 ? " more case)" : " more cases)");
    }

    private static String cause(Diagnosis diagnosis) {
        boolean saysIt = diagnosis.summary().startsWith(diagnosis.cause().words());
        return saysIt ? diagnosis.summary()
                : diagnosis.cause().words() + ": " + diagnosis.summary();
    }

    private List<String> hint(CaseResult shown) {
        if (shown.hints().isEmpty()) {
            return List.of();
        }
        Advice advice = shown.hints().get(0);
        List<String> lines = new ArrayList<>(layout.field("hint", advice.where()));
        if (hintLevel >= 2) {
            lines.addAll(layout.field("wrong", advice.wrong()));
        }
        if (hintLevel >= 3) {
            lines.addAll(layout.field("fix", advice.fix()));
        }
        if (hintLevel >= Advice.LEVELS) {
            lines.addAll(layout.verbatim("answer", advice.hunk().lines().toList()));
        } else {
            lines.addAll(layout.field("", palette.faint("(more: --hint=" + (hintLevel + 1) + ")")));
        }
        return lines;
    }

    private List<String> evidence(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        if (!evidence.lastLines().isEmpty()) {
            lines.addAll(layout.verbatim("the log ends", evidence.lastLines().stream()
                    .map(layout::clippedBlock).toList()));
        }
        evidence.log().ifPresent(log -> lines.addAll(layout.field("log", shown(log))));
        evidence.timeline().ifPresent(note -> lines.addAll(layout.field("timeline",
                note.page().map(this::shown).orElse("none: " + note.words()))));
        if (verbose && !evidence.commandLine().isEmpty()) {
            lines.addAll(layout.field("QEMU", String.join(" ", evidence.commandLine())));
        }
        return lines;
    }

    /** A path as the reader would type it, in the clone's folder. */
    private String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    private List<String> notDecided(CheckResult result, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        List<String> reasons = result.cases().stream()
                .filter(ended -> ended.outcome() == outcome)
                .map(CaseResult::reason).distinct().toList();
        for (String reason : reasons) {
            lines.add("");
            lines.add(palette.verdict(outcome, outcome.symbol() + " " + outcome.words()));
            lines.addAll(layout.field("because", reason));
        }
        return lines;
    }

    private String summary(CheckResult result, Outcome colour, String words) {
        StringBuilder counts = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            long count = result.count(outcome);
            if (count > 0) {
                counts.append(counts.length() > 0 ? ", " : "").append(count).append(' ')
                        .append(outcome.words());
            }
        }
        String verdict = "step-" + result.step() + " " + words;
        return palette.verdict(colour, verdict) + String.format(
                ": %s (seed %d, %.1f s)", counts.length() == 0 ? "no case ran" : counts,
                result.seed(), result.duration().toMillis() / 1000.0);
    }
}
