package checker.cli;

import checker.junit.CaseSink;
import checker.junit.CheckSession;
import checker.junit.CheckSettings;
import checker.junit.JUnitRun;
import checker.junit.LiveRoom;
import checker.junit.MachineLogs;
import checker.junit.Selection;
import checker.junit.StartPictures;
import checker.machine.Clock;
import checker.qemu.QemuNursery;
import checker.report.CaseResult;
import checker.report.CheckResult;
import checker.report.Evidence;
import checker.report.Progress;
import checker.report.TimelineNote;
import checker.steps.Claims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a check in this process. The command does no more than ask for this and print; the
 * project's test suite asks for it with one kernel after the other.
 */
public final class CheckRun {

    private static final int FIRST_WITH_OTHER_CPUS = 3;

    private final CheckRequest request;
    private final Progress progress;
    private final List<Class<?>> claims;
    private final CaseSink sink;
    private final long started = System.nanoTime();

    /** A run that tells {@code progress} how it goes. */
    public CheckRun(CheckRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        claims = Claims.of(request.step());
        sink = new CaseSink(claims);
    }

    /**
     * Builds the kernel for each architecture, boots it on every machine of the step's claims,
     * and judges. Everything that goes wrong is an outcome of the result.
     */
    public static CheckResult run(CheckRequest request) {
        return new CheckRun(request, Progress.SILENT).run();
    }

    /** The same for this run. */
    public CheckResult run() {
        CheckResult result;
        try (MachineLogs logs = new MachineLogs(request.logs());
                QemuNursery nursery = new QemuNursery(request.repository());
                LiveRoom room = new LiveRoom(request.builds(), request.seed(), logs, progress,
                        nursery, request.trace())) {
            CheckSession session = new CheckSession(settings(), room, logs,
                    new PatchHunks(request.repository().step(request.step()))::find, sink,
                    progress);
            new JUnitRun(session, claims).run(request.workers());
            result = soFar().with(starts(room));
        }
        mainLog(result).ifPresent(this::keepMainLog);
        return result;
    }

    private List<TimelineNote> starts(LiveRoom room) {
        return request.trace() && request.step() >= FIRST_WITH_OTHER_CPUS
                ? StartPictures.draw(room, settings().architectures(), request.logs())
                : List.of();
    }

    /** What has been judged up to now, by a run that may still go on. */
    public CheckResult soFar() {
        return new CheckResult(request.step(), request.seed(), sink.results(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private CheckSettings settings() {
        Optional<Clock.Accelerator> accelerator = request.accelerator().equals("kvm")
                ? Optional.of(Clock.Accelerator.KVM) : Optional.empty();
        return new CheckSettings(request.architectures().stream().sorted().toList(),
                request.only().map(Selection::of).orElseGet(Selection::all),
                request.seed(), request.thorough(), request.trace(), accelerator);
    }

    /** The log to look at first: of the gravest failure, or of the first machine. */
    private static Optional<Path> mainLog(CheckResult result) {
        return Stream.concat(result.failures().stream(), result.cases().stream())
                .map(CaseResult::evidence).map(Evidence::log).flatMap(Optional::stream)
                .findFirst();
    }

    private void keepMainLog(Path log) {
        try {
            Files.copy(log, request.logs().resolve("kernel.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write kernel.log beside " + log, e);
        }
    }
}
