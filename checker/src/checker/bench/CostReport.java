package checker.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comparisons as JSON, for programs. */
public final class CostReport {

    /** Raised when a field changes its meaning or goes away. */
    static final int FORMAT = 1;

    private CostReport() {}

    /** The text: what operations cost, and how long starts take. */
    public static String text(String tools, List<Comparison> comparisons,
            List<Comparison> starts) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.put("tools", tools);
        List<Object> systems = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Map<String, Object> system = new LinkedHashMap<>();
            system.put("architecture", comparison.architecture().label());
            system.put("machine", Machines.describe(comparison.architecture()));
            comparison.linux().ifPresent(linux -> {
                system.put("linux", linux.version());
                system.put("linuxSetting", LinuxSystem.SETTING);
            });
            system.put("costs", comparison.own().byPoint().keySet().stream()
                    .map(point -> cost(comparison, point)).toList());
            systems.add(system);
        }
        report.put("systems", systems);
        report.put("starts", starts.stream().map(CostReport::start).toList());
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("a map of strings is always JSON", e);
        }
    }

    private static Map<String, Object> start(Comparison comparison) {
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("architecture", comparison.architecture().label());
        system.put("machine", Machines.describeStarts(comparison.architecture()));
        comparison.linux().ifPresent(linux -> {
            system.put("linux", linux.version());
            system.put("linuxSetting", LinuxSystem.SETTING + " " + LinuxSystem.START_SETTING);
        });
        system.put("times", comparison.own().byPoint().entrySet().stream().map(entry -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("what", entry.getKey().operation());
            fields.put("cpus", entry.getKey().tasks());
            fields.put("microseconds", entry.getValue());
            comparison.linux(entry.getKey())
                    .ifPresent(time -> fields.put("linuxMicroseconds", time));
            return fields;
        }).toList());
        return system;
    }

    private static Map<String, Object> cost(Comparison comparison, Point point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", point.operation());
        fields.put("tasks", point.tasks());
        fields.put("instructions", comparison.own().of(point).orElseThrow());
        comparison.linux(point).ifPresent(cost -> fields.put("linuxInstructions", cost));
        comparison.ratio(point).ifPresent(ratio -> {
            fields.put("ratio", Math.round(ratio * 1000) / 1000.0);
            fields.put("wanted", Comparison.wanted(point));
        });
        return fields;
    }
}
