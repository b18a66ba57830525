package checker.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A check as JSON, for programs. It names no path or property of the host; a log is named by its
 * path within the clone.
 */
public final class JsonReport {

    /** Raised when a field changes its meaning or goes away. */
    static final int FORMAT = 1;

    private final Path root;

    /** For checks of the clone at {@code root}. */
    public JsonReport(Path root) {
        this.root = root;
    }

    public String text(CheckResult result) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.put("step", result.step());
        report.put("outcome", result.outcome().name());
        report.put("seed", result.seed());
        report.put("milliseconds", result.duration().toMillis());
        report.put("cases", result.cases().stream().map(this::caseOf).toList());
        List<String> starts = result.starts().stream().flatMap(note -> note.page().stream())
                .map(this::inClone).toList();
        if (!starts.isEmpty()) {
            report.put("starts", starts);
        }
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a map of strings is always JSON", e);
        }
    }

    private Map<String, Object> caseOf(CaseResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("claim", result.id().claim());
        fields.put("behaviour", result.id().method());
        fields.put("architecture", result.id().architecture().label());
        fields.put("machine", result.id().machine());
        fields.put("sentence", result.sentence());
        fields.put("criterion", result.criterion());
        fields.put("outcome", result.outcome().name());
        fields.put("milliseconds", result.hostTime().toMillis());
        result.diagnosis().ifPresent(diagnosis -> fields.put("diagnosis", map(diagnosis)));
        if (!result.reason().isEmpty()) {
            fields.put("reason", result.reason().lines().findFirst().orElse(""));
        }
        fields.put("hints", result.hints().stream().map(JsonReport::map).toList());
        result.evidence().log().ifPresent(log -> fields.put("log", inClone(log)));
        result.evidence().timeline().flatMap(TimelineNote::page)
                .ifPresent(page -> fields.put("timeline", inClone(page)));
        return fields;
    }

    private static Map<String, Object> map(Diagnosis diagnosis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cause", diagnosis.cause().name());
        fields.put("key", diagnosis.key());
        fields.put("summary", diagnosis.summary());
        List<Map<String, String>> facts = diagnosis.facts().stream()
                .map(fact -> Map.of("key", fact.key(), "value", fact.value())).toList();
        fields.put("facts", facts);
        return fields;
    }

    private static Map<String, Object> map(Advice advice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", advice.key());
        fields.put("where", advice.where());
        fields.put("wrong", advice.wrong());
        fields.put("fix", advice.fix());
        return fields;
    }

    private String inClone(Path log) {
        Path path = log.toAbsolutePath().normalize();
        return path.startsWith(root) ? root.relativize(path).toString()
                : String.valueOf(path.getFileName());
    }
}
