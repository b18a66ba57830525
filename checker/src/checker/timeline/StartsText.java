package checker.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How CPUs came up as plain text, and the table that the page has, too. */
final class StartsText {

    private static final double NANOSECONDS = 1000; // in a microsecond

    /** The headings of the table of the other CPUs. */
    static final List<String> COLUMNS = List.of("CPU", "APIC ID", "INIT, µs", "start-up, µs",
            "first instruction, µs", "in C, µs", "online, µs", "halted, µs");

    private static final List<Integer> WIDTHS = List.of(5, 9, 14, 14, 23, 14, 14, 14);

    private final CpuStarts starts;

    StartsText(CpuStarts starts) {
        this.starts = starts;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("How the CPUs of " + starts.machine() + " came up");
        lines.addAll(starts.remarks());
        lines.add("");
        lines.add(row(COLUMNS));
        rows().forEach(values -> lines.add(row(values)));
        lines.add("");
        lines.add(String.format("%15s  %-3s  %s", "µs", "CPU", "what"));
        starts.moments().forEach(moment -> lines.add(String.format("%15s  %-3d  %s",
                microseconds(moment.time()), moment.cpu(), moment.words())));
        return String.join("\n", lines) + "\n";
    }

    /** When each of the others came how far. */
    List<List<String>> rows() {
        return starts.others().stream().map(lane -> List.of(String.valueOf(lane.cpu()),
                String.valueOf(lane.apicId()), words(sent(lane, false)), words(sent(lane, true)),
                words(begins(lane)), words(lane.first(CpuStage.IN_C)),
                words(lane.first(CpuStage.ONLINE)), words(lane.firstHalt()))).toList();
    }

    static String microseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%,.1f", nanoseconds / NANOSECONDS);
    }

    private OptionalLong sent(StartLane lane, boolean startUp) {
        return starts.messages().stream().filter(message -> message.startUp() == startUp
                && message.receivers().contains(lane.cpu())).mapToLong(StartMessage::time)
                .findFirst();
    }

    /** After it was called: some firmware lets it execute something before. */
    private static OptionalLong begins(StartLane lane) {
        OptionalLong waits = lane.first(CpuStage.WAITING);
        return lane.phases().stream().filter(phase -> phase.stage().isAwake()
                && phase.start() >= waits.orElse(0)).mapToLong(StartLane.Phase::start).findFirst();
    }

    private static String words(OptionalLong time) {
        return time.isPresent() ? microseconds(time.getAsLong()) : "never";
    }

    private static String row(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < values.size(); column++) {
            line.append(String.format("%" + WIDTHS.get(column) + "s", values.get(column)));
        }
        return line.toString();
    }
}
