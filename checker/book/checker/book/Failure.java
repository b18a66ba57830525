package checker.book;

import checker.machine.Architecture;
import checker.report.Advice;
import checker.report.CaseId;
import checker.report.Outcome;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A case that failed.
 *
 * @param id which one
 * @param hint the hint that a learner sees, without its hunk; all of it empty where there is none
 */
record Failure(CaseId id, Advice hint) {

    /** Those of a check, from its report as JSON. */
    static List<Failure> in(String report) {
        try {
            List<Failure> failures = new ArrayList<>();
            for (Map<?, ?> each : maps(JSON.std.mapFrom(report).get("cases"))) {
                if (Outcome.valueOf(text(each, "outcome")).blamesTheKernel()) {
                    failures.add(new Failure(id(each), hint(each)));
                }
            }
            return failures;
        } catch (IOException e) {
            throw new UncheckedIOException("the report of the check is no JSON", e);
        }
    }

    private static CaseId id(Map<?, ?> fields) {
        String label = text(fields, "architecture");
        Architecture architecture = Arrays.stream(Architecture.values())
                .filter(each -> each.label().equals(label)).findFirst().orElseThrow();
        return new CaseId(text(fields, "claim"), text(fields, "behaviour"), architecture,
                text(fields, "machine"));
    }

    private static Advice hint(Map<?, ?> fields) {
        Map<?, ?> hint = maps(fields.get("hints")).stream().findFirst().orElse(Map.of());
        return new Advice(text(hint, "key"), text(hint, "where"), text(hint, "wrong"),
                text(hint, "fix"), "");
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.containsKey(name) ? String.valueOf(fields.get(name)) : "";
    }
}
