package checker.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the probes' report: lines of the Test Anything Protocol, version 14, each of which opens
 * with the nonce of this run.
 *
 * <p>The nonce keeps a kernel from passing by a text it has ready. Lines without it are counted
 * and otherwise ignored, whatever they say.
 */
public final class ProbeOutput {

    private static final Pattern NONCE = Pattern.compile("[0-9a-fA-F]{8,}");
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d{1,6})(?:\\s*#.*)?");
    private static final Pattern POINT = Pattern.compile(
            "(not )?ok (\\d{1,6})(?: - ?| )?([^#]*?)\\s*(?:#\\s*(\\w+).*)?");
    private static final Pattern BAIL_OUT = Pattern.compile("(?i)bail out!\\s*(.*)");

    // Bounds on what a flood can cost; a well-behaved run comes nowhere near them.
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_NOTES = 50;
    private static final int MOST_FAULTS = 50;

    private final String prefix;
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Optional<Integer> planned = Optional.empty();
    private Optional<String> bailOut = Optional.empty();
    private boolean versionSeen;
    private int foreignLines;

    private ProbeOutput(String nonce) {
        prefix = nonce + " ";
    }

    /**
     * Reads everything a kernel wrote.
     *
     * @param nonce this run's, at least eight hexadecimal digits
     * @param output the text as it came; the end may be missing
     */
    public static ProbeReport parse(String nonce, String output) {
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException(
                    "a nonce is 8 hexadecimal digits or more: " + nonce);
        }
        return new ProbeOutput(nonce).read(output);
    }

    private ProbeReport read(String output) {
        int start = 0;
        for (int end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n', start)) {
            line(stripCarriageReturn(output.substring(start, end)));
            start = end + 1;
        }
        if (start < output.length()) {
            fault("the output ends in the middle of a line");
        }
        if (!versionSeen) {
            fault("no version line");
        }
        checkPlan();
        return new ProbeReport(results, planned, bailOut, faults, foreignLines);
    }

    private void checkPlan() {
        if (planned.isEmpty()) {
            fault("no plan");
        } else if (results.size() != planned.get() && bailOut.isEmpty()) {
            fault("planned " + planned.get() + " probes, " + results.size() + " ended");
        }
    }

    private void line(String line) {
        if (!line.startsWith(prefix)) {
            foreignLines += line.isBlank() ? 0 : 1;
            return;
        }
        String text = line.substring(prefix.length()).strip();
        if (bailOut.isPresent()) {
            fault("a line after the bail out: \"" + text + "\"");
        } else if (text.length() > LONGEST_LINE) {
            fault("a line of " + text.length() + " characters");
        } else if (text.startsWith("#")) {
            note(text.substring(1).strip());
        } else {
            statement(text);
        }
    }

    private void statement(String text) {
        Matcher plan = PLAN.matcher(text);
        Matcher point = POINT.matcher(text);
        Matcher stop = BAIL_OUT.matcher(text);
        if (text.startsWith("TAP version ")) {
            version(text);
        } else if (plan.matches()) {
            plan(Integer.parseInt(plan.group(1)));
        } else if (point.matches()) {
            point(point);
        } else if (stop.matches()) {
            bailOut = Optional.of(stop.group(1));
        } else {
            fault("not a line of the protocol: \"" + text + "\"");
        }
    }

    private void version(String text) {
        if (versionSeen) {
            fault("a second version line: the kernel started over");
        } else if (!text.equals("TAP version 14")) {
            fault("unknown version: \"" + text + "\"");
        }
        versionSeen = true;
    }

    private void plan(int count) {
        if (planned.isPresent()) {
            fault("a second plan, for " + count + " probes");
        } else if (!results.isEmpty()) {
            fault("the plan comes after results");
        }
        planned = planned.or(() -> Optional.of(count));
    }

    private void point(Matcher point) {
        int number = Integer.parseInt(point.group(2));
        int next = results.size() + 1;
        if (planned.isEmpty()) {
            fault("a result before the plan: number " + number);
        }
        if (number != next) {
            fault("result number " + number + " where number " + next + " was due");
        }
        results.add(new ProbeResult(number, point.group(3), verdict(point), List.of()));
    }

    private static ProbeResult.Verdict verdict(Matcher point) {
        if (point.group(1) != null) {
            return ProbeResult.Verdict.NOT_OK;
        }
        // TODO and SKIP both let a test count as passed elsewhere; a check has no use for either.
        return point.group(4) == null ? ProbeResult.Verdict.OK : ProbeResult.Verdict.SKIPPED;
    }

    /** A note belongs to the result before it. */
    private void note(String text) {
        if (results.isEmpty()) {
            return; // a remark on the whole run
        }
        ProbeResult last = results.remove(results.size() - 1);
        List<String> notes = new ArrayList<>(last.notes());
        if (notes.size() < MOST_NOTES) {
            notes.add(text);
        }
        results.add(new ProbeResult(last.number(), last.name(), last.verdict(), notes));
    }

    private void fault(String words) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(words);
        }
    }

    private static String stripCarriageReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
