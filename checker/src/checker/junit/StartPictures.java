package checker.junit;

import checker.machine.Architecture;
import checker.machine.MachineFailedException;
import checker.machine.MachineSpec;
import checker.report.TimelineNote;
import checker.timeline.CpuStarts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Draws how CPUs come up under the kernel of a check, into files beside the logs. */
public final class StartPictures {

    private StartPictures() {}

    /**
     * One for each architecture, side by side; or why there is none. No verdict depends on it.
     */
    public static List<TimelineNote> draw(MachineRoom room, List<Architecture> architectures,
            Path folder) {
        return architectures.parallelStream()
                .map(architecture -> draw(room, architecture, folder)).toList();
    }

    private static TimelineNote draw(MachineRoom room, Architecture architecture, Path folder) {
        MachineSpec spec = StartRun.machine(architecture);
        String name = architecture.label() + "-start-of-" + spec.topology().cpus() + "-cpus";
        String of = architecture.label() + ", " + spec.topology() + ": ";
        try {
            CpuStarts starts = StartRun.of(room::machine, room.kernel(architecture), spec);
            Path page = folder.resolve(name + ".trace.html");
            Files.writeString(page, starts.html(name));
            Files.writeString(folder.resolve(name + ".trace.json"), starts.json());
            Files.writeString(folder.resolve(name + ".trace.txt"), starts.text());
            return TimelineNote.of(page, of + starts.summary());
        } catch (Finding e) {
            return TimelineNote.none(of + e.diagnosis().summary());
        } catch (TestAbortedException | MachineFailedException e) {
            return TimelineNote.none(of + e.getMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw into " + folder, e);
        }
    }
}
