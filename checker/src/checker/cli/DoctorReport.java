package checker.cli;

import checker.tools.Checkup;
import checker.tools.Item;
import checker.tools.Verdict;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the doctor says: a table of everything looked at, then whether checks can run, then the
 * remedy. Colours and symbols only repeat the words.
 */
final class DoctorReport {

    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "1;31";

    private final boolean coloured;

    DoctorReport(boolean coloured) {
        this.coloured = coloured;
    }

    /** The report, one string a line. */
    List<String> lines(Checkup checkup) {
        List<String> lines = new ArrayList<>();
        for (Item.Topic topic : Item.Topic.values()) {
            List<Item> items = checkup.items().stream()
                    .filter(item -> item.topic() == topic).toList();
            if (!items.isEmpty()) {
                lines.add(painted("1", topic.heading()));
                items.forEach(item -> lines.add(line(item)));
                lines.add("");
            }
        }
        lines.add(conclusion(checkup));
        checkup.remedy().ifPresent(command -> {
            lines.add("Install what is missing:");
            lines.add("    " + command);
        });
        return lines;
    }

    /** The same as JSON; the words of the table are its values. */
    static String json(Checkup checkup) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("checksCanRun", checkup.checksCanRun());
        fields.put("remedy", checkup.remedy().orElse(null));
        fields.put("items", checkup.items().stream().map(DoctorReport::map).toList());
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                    .with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("strings and truth values are always JSON", e);
        }
    }

    private static Map<String, Object> map(Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", item.topic().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("name", item.name());
        fields.put("verdict", item.verdict().word());
        fields.put("vital", item.vital());
        fields.put("found", item.found());
        fields.put("remark", item.remark());
        return fields;
    }

    private String line(Item item) {
        String verdict = symbol(item.verdict()) + " " + item.verdict().word();
        String row = "  %s  %-13s %-11s %s".formatted(
                painted(colour(item.verdict()), "%-9s".formatted(verdict)),
                item.name(), item.found(), item.remark());
        return row.stripTrailing();
    }

    private String conclusion(Checkup checkup) {
        if (checkup.checksCanRun()) {
            return painted(GREEN, "Checks can run here.");
        }
        String names = checkup.obstacles().stream().map(Item::name).distinct()
                .collect(Collectors.joining(", "));
        return painted(RED, "Checks cannot run here, because of: " + names + ".");
    }

    private static char symbol(Verdict verdict) {
        return switch (verdict) {
            case OK -> '+';
            case NOTE -> '!';
            case MISSING, TOO_OLD, BROKEN -> 'x';
        };
    }

    private static String colour(Verdict verdict) {
        return switch (verdict) {
            case OK -> GREEN;
            case NOTE -> YELLOW;
            case MISSING, TOO_OLD, BROKEN -> RED;
        };
    }

    private String painted(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
