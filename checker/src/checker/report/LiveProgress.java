package checker.report;

import checker.machine.Architecture;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows a check while it runs: a line for each kind of failure and for each behaviour that is
 * through; on a terminal also one line that tells how far it is.
 */
public final class LiveProgress implements Progress {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Layout layout;
    private final Palette palette;
    private final boolean onTerminal;
    private final boolean verbose;
    private final AtomicInteger planned = new AtomicInteger();
    private final Set<List<Object>> shown = new HashSet<>();
    private int ended;
    private int notPassed;
    private String now = "";
    private boolean silenced;

    /**
     * Shows on {@code out}.
     *
     * @param onTerminal whether a line may be drawn again in its place
     * @param verbose whether passed cases get a line each, too
     */
    public LiveProgress(PrintStream out, Layout layout, Palette palette, boolean onTerminal,
            boolean verbose) {
        this.out = out;
        this.layout = layout;
        this.palette = palette;
        this.onTerminal = onTerminal;
        this.verbose = verbose;
    }

    @Override
    public synchronized void building(Architecture architecture) {
        now = "building for " + architecture;
        redraw();
    }

    @Override
    public synchronized void built(Architecture architecture, long milliseconds) {
        if (verbose) {
            print("  built for " + architecture + " in " + milliseconds + " ms");
        }
    }

    @Override
    public void planned(CaseId id) {
        planned.incrementAndGet();
    }

    @Override
    public synchronized void started(CaseId id) {
        now = id.toString();
        redraw();
    }

    @Override
    public synchronized void finished(CaseResult result) {
        ended++;
        notPassed += result.passed() ? 0 : 1;
        boolean news = !result.passed() && shown.add(FailureGroup.kind(result));
        if (news || verbose) {
            print(line(result.outcome(), result.sentence() + " ("
                    + result.id().architecture() + ", " + result.id().machine() + ")"));
        } else {
            redraw();
        }
    }

    @Override
    public synchronized void behaviourFinished(String sentence, Outcome outcome, int machines) {
        if (!verbose && outcome == Outcome.PASSED) {
            print(line(outcome, sentence
                    + (machines == 1 ? " (1 machine)" : " (" + machines + " machines)")));
        }
    }

    /** Takes the progress line away; nothing is shown from then on. */
    public synchronized void end() {
        if (onTerminal && !silenced) {
            out.print(ERASE_LINE);
            out.flush();
        }
        silenced = true;
    }

    private String line(Outcome outcome, String text) {
        String verdict = String.format("%c %-9s", outcome.symbol(), outcome.words());
        int indent = verdict.length() + 1;
        List<String> lines = Layout.wrapped(text, layout.width() - indent);
        return palette.verdict(outcome, verdict) + " "
                + String.join("\n" + " ".repeat(indent), lines);
    }

    private void print(String line) {
        if (silenced) {
            return;
        }
        out.println(onTerminal ? ERASE_LINE + line : line);
        redraw();
    }

    private void redraw() {
        if (!onTerminal || silenced) {
            return;
        }
        String failures = notPassed > 0 ? ", " + notPassed + " not passed" : "";
        String text = "[" + ended + "/" + planned.get() + failures + "] " + now;
        // One column stays free: a full line would wrap on some terminals.
        out.print(ERASE_LINE + new Layout(layout.width() - 1).clipped(text));
        out.flush();
    }
}
