package checker.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** How the CPUs of a machine came up: what each did, and the messages that called it. */
public final class CpuStarts {

    private static final double MARGIN = 0.04;
    private static final double NANOSECONDS = 1e6; // in a millisecond

    /**
     * Something at a moment.
     *
     * @param time in nanoseconds since the machine was switched on
     */
    record Moment(long time, int cpu, String words) {}

    private final String machine;
    private final int bootCpu;
    private final List<StartLane> lanes;
    private final List<StartMessage> messages;
    private final boolean measured;
    private final List<String> missing;

    /**
     * Of a machine in words.
     *
     * @param measured whether times include those in which all CPUs were halted
     * @param missing what the kernel has not, of what would be looked for in it
     */
    CpuStarts(String machine, int bootCpu, List<StartLane> lanes, List<StartMessage> messages,
            boolean measured, List<String> missing) {
        this.machine = machine;
        this.bootCpu = bootCpu;
        this.lanes = List.copyOf(lanes);
        this.messages = List.copyOf(messages);
        this.measured = measured;
        this.missing = List.copyOf(missing);
    }

    /** What happened, in its order, as plain text. */
    public String text() {
        return new StartsText(this).text();
    }

    /** The format of Chrome's tracing, with an arrow for each message. */
    public String json() {
        return new ChromeStarts(this).json();
    }

    /**
     * A page of its own: pictures and tables, without scripts.
     *
     * @param name of its files, without an ending
     */
    public String html(String name) {
        return new StartsPage(this, name).html();
    }

    /**
     * The picture, to be put into a text: a div with an SVG.
     *
     * @param id the picture's own within its page
     * @param squeezed whether long pauses are drawn shorter than they are
     * @return the picture, and behind it what happened, a line each: milliseconds, CPU, what
     */
    public List<String> picture(String id, boolean squeezed) {
        List<String> lines = new ArrayList<>();
        lines.add(StartsPicture.fragment(this, id, squeezed).replace("\n", ""));
        moments().forEach(moment -> lines.add(String.format(Locale.ROOT, "%.3f CPU %d %s",
                moment.time() / NANOSECONDS, moment.cpu(), moment.words())));
        return List.copyOf(lines);
    }

    /** In a few words: {@code 3 of 3 other CPUs came to C; 3 INITs, ...; 111.2 to 124.5 ms}. */
    public String summary() {
        long inits = messages.stream().filter(message -> !message.startUp()).count();
        List<StartLane> others = others();
        long inC = others.stream().filter(lane -> lane.first(CpuStage.IN_C).isPresent()).count();
        return String.format(Locale.ROOT, "%d of %d other CPUs came to C; %s, %s; %.1f to %.1f ms",
                inC, others.size(), counted(inits, "INIT"),
                counted(messages.size() - inits, "start-up message"),
                start() / NANOSECONDS, end() / NANOSECONDS);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    String machine() {
        return machine;
    }

    int bootCpu() {
        return bootCpu;
    }

    /** One for each CPU, in order of its index. */
    List<StartLane> lanes() {
        return lanes;
    }

    /** All but the boot CPU's. */
    List<StartLane> others() {
        return lanes.stream().filter(lane -> lane.cpu() != bootCpu).toList();
    }

    List<StartMessage> messages() {
        return messages;
    }

    /** Where a picture begins: shortly before the first message. */
    long start() {
        return messages.isEmpty() ? lanes.get(bootCpu).phases().stream()
                .filter(phase -> phase.stage() != CpuStage.FIRMWARE)
                .mapToLong(StartLane.Phase::start).findFirst().orElse(0)
                : Math.max(0, messages.get(0).time() - margin());
    }

    /** Where it ends: shortly after the last CPU has halted, or where the run does. */
    long end() {
        return messages.isEmpty() ? last() : Math.min(last(), settled() + margin());
    }

    /** What a reader has to know before believing the picture. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add("Seen from outside, in every instruction that QEMU executed: the kernel itself"
                + " recorded nothing of it. Nothing was stopped for it.");
        remarks.add("Times are the guest's since the machine was switched on"
                + (measured ? "." : ", without those in which all CPUs were halted: the kernel"
                + " never read the time-stamp counter."));
        if (!missing.isEmpty()) {
            remarks.add("The kernel has no " + String.join(", no ", missing) + ": what would be"
                    + " seen by it is not in the picture.");
        }
        if (messages.isEmpty()) {
            remarks.add("No INIT and no start-up message was sent.");
        } else if (others().stream().anyMatch(lane -> lane.first(CpuStage.IN_C).isPresent())
                && others().stream().noneMatch(lane ->
                        lane.first(CpuStage.ONLINE).isPresent())) {
            remarks.add("No CPU reported that it is online, by a StartSlot's State as"
                    + " arch/x86/common/APStart.h declares it.");
        }
        return List.copyOf(remarks);
    }

    /** All that is to be seen, by time. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        messages.forEach(message -> moments.add(new Moment(message.time(), message.sender(),
                "sends " + (message.startUp() ? "a " : "an ") + message.words() + " to "
                        + receivers(message))));
        for (StartLane lane : lanes) {
            lane.phases().stream().skip(1).filter(phase -> phase.stage() != CpuStage.WAITING)
                    .forEach(phase -> moments.add(new Moment(phase.start(), lane.cpu(),
                            phase.stage().words())));
        }
        long start = start();
        long end = end();
        return moments.stream().filter(moment -> moment.time() >= start && moment.time() <= end)
                .sorted(Comparator.comparingLong(Moment::time)).toList();
    }

    /** The first and the last moment of a picture, and all between. */
    List<Long> times() {
        return LongStream.concat(LongStream.of(start(), end()),
                        moments().stream().mapToLong(Moment::time))
                .filter(time -> time >= start() && time <= end())
                .sorted().distinct().boxed().toList();
    }

    String receivers(StartMessage message) {
        List<String> names = message.receivers().stream().map(cpu -> "CPU " + cpu + " (APIC ID "
                + lanes.get(cpu).apicId() + ")").toList();
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    private long last() {
        return lanes.stream().flatMap(lane -> lane.phases().stream())
                .mapToLong(StartLane.Phase::end).max().orElse(0);
    }

    /** When the last message had been sent, and every CPU that came to C had halted. */
    private long settled() {
        return LongStream.concat(messages.stream().mapToLong(StartMessage::time),
                others().stream().map(StartLane::firstHalt).filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)).max().orElse(0);
    }

    private long margin() {
        return Math.round(MARGIN * Math.max(1000, settled() - messages.get(0).time()));
    }
}
