package checker.junit;

import checker.machine.MachineSpec;
import checker.report.TimelineNote;
import checker.timeline.Timeline;
import checker.timeline.UnreadableRingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Draws what kernels recorded, into files beside their logs; once for all cases of a machine. */
final class Timelines {

    private static final String LOG = ".log";

    private final Map<Path, TimelineNote> notes = new ConcurrentHashMap<>();

    /**
     * Draws one: {@code NAME.trace.html}, {@code .json} and {@code .txt} beside {@code NAME.log}.
     *
     * @param log of the machine, by which it is known
     * @param kernel gives what ran on it, or the same without probes
     */
    TimelineNote draw(Path log, MachineSpec spec, Recording recording,
            Supplier<Kernel> kernel) {
        return notes.computeIfAbsent(log, machine -> drawNow(machine, spec, recording, kernel));
    }

    private static TimelineNote drawNow(Path log, MachineSpec spec, Recording recording,
            Supplier<Kernel> kernel) {
        Optional<byte[]> ring = recording.ring();
        if (ring.isEmpty()) {
            return TimelineNote.none(recording.whyNothing());
        }
        String file = log.getFileName().toString();
        String name = file.substring(0, file.length() - LOG.length());
        try {
            Timeline timeline = Timeline.of(spec.describe(), ring.get(),
                    RecordedNames.of(recording, kernel.get()), recording.microseconds());
            Path page = log.resolveSibling(name + ".trace.html");
            Files.writeString(page, timeline.html(name));
            Files.writeString(log.resolveSibling(name + ".trace.json"), timeline.json());
            Files.writeString(log.resolveSibling(name + ".trace.txt"), timeline.text());
            return TimelineNote.of(page, timeline.summary());
        } catch (UnreadableRingException e) {
            return TimelineNote.none(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the timeline of " + log, e);
        }
    }
}
